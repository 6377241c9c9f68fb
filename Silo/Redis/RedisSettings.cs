namespace PromptGen.Silo.Redis;

/// <summary>Section <c>Redis</c>: the embedded server.</summary>
public sealed class RedisSettings
{
    /// <summary>The section's name.</summary>
    public const string Section = "Redis";

    /// <summary>Where its files are; a relative path begins at the program's content root.</summary>
    public string? DataDirectory { get; set; }
}
