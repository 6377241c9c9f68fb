using System.ComponentModel.DataAnnotations;

namespace PromptGen.RateLimits;

/// <summary>Section <c>RateLimits</c>: how often a user may start.</summary>
public sealed class RateLimitOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "RateLimits";

    /// <summary>Starts that a user may make a minute in the long run; 0: no limit.</summary>
    [Range(0, 1_000_000)]
    public int StartsPerMinute { get; set; } = 300;

    /// <summary>Starts that a user may make at once after a quiet time; 0: no limit.</summary>
    [Range(0, 1_000_000)]
    public int Burst { get; set; } = 100;

    /// <summary>Whether there is a limit.</summary>
    public bool IsOn => StartsPerMinute > 0 && Burst > 0;
}
