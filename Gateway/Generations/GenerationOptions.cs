using System.ComponentModel.DataAnnotations;

namespace PromptGen.Gateway.Generations;

/// <summary>Section <c>Generations</c>: the limits of requests.</summary>
public sealed class GenerationOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Generations";

    /// <summary>The longest input, in code points.</summary>
    [Range(1, 1_000_000)]
    public int MaxPromptLength { get; set; } = 20_000;

    /// <summary>The largest request body, in bytes.</summary>
    [Range(1_000, 100_000_000)]
    public long MaxBodySize { get; set; } = 1_048_576;

    /// <summary>How long the synchronous route waits before it gives up and cancels.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan SynchronousLimit { get; set; } = TimeSpan.FromSeconds(120);
}
