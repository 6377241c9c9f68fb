using System.ComponentModel.DataAnnotations;

namespace PromptGen.ResultCache;

/// <summary>Section <c>Cache</c>: whether results are served again.</summary>
public sealed class ResultCacheOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Cache";

    /// <summary>How long a result may be served again; 0: off, because to the original's clients "generate again" means again.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan Lifetime { get; set; } = TimeSpan.Zero;
}
