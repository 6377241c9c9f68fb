using System.ComponentModel.DataAnnotations;

namespace PromptGen.Models;

/// <summary>Which model writes the prompts, and how patient we are with it (configuration section <c>Model</c>).</summary>
public sealed class ModelOptions
{
    /// <summary>The configuration section these options are read from.</summary>
    public const string Section = "Model";

    /// <summary>
    /// <c>gemini</c>, <c>openai</c> (any OpenAI-compatible server), <c>demo</c> (in Development) or <c>none</c>. Default: <c>gemini</c> if a
    /// key is present, else <c>demo</c> in Development and <c>none</c> elsewhere.
    /// </summary>
    public string? Provider { get; set; }

    /// <summary>
    /// Base address of the API, used as it is: <c>chat/completions</c> is appended and nothing else, so a server that answers under
    /// <c>/v1</c> needs it here (<c>http://localhost:11434/v1</c>). An address that already ends in <c>/chat/completions</c> is
    /// understood too. Default: Google's OpenAI-compatible endpoint for <c>gemini</c>, OpenAI's own for <c>openai</c>.
    /// </summary>
    public string? Endpoint { get; set; }

    /// <summary>
    /// The API key. For <c>gemini</c>, <c>GEMINI_API_KEY</c> or <c>GOOGLE_API_KEY</c> serve as well. A server at an
    /// <see cref="Endpoint"/> of your own may need none.
    /// </summary>
    public string? ApiKey { get; set; }

    /// <summary>The model's name as the provider knows it.</summary>
    [Required(ErrorMessage = "Model:Name must name a model.")]
    public string Name { get; set; } = "gemini-2.5-flash";

    /// <summary>Whether the answer is asked for as a stream. Turn it off for a server that cannot stream; live text then arrives in one piece.</summary>
    public bool Streaming { get; set; } = true;

    /// <summary>Model calls at once per silo; set it to the provider's quota.</summary>
    [Range(1, 1_000_000)]
    public int MaxConcurrency { get; set; } = 4096;

    /// <summary>How long one attempt may take until the response's first byte. Without <see cref="Streaming"/> that is the whole generation.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the whole call may take: every attempt, the waits between them and reading the answer.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromSeconds(90);

    /// <summary>Wait before the first retry; it doubles with each one and is jittered. A wait that the provider names wins.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a provider that keeps failing is left alone before one call tries it again.</summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "00:10:00")]
    public TimeSpan BreakDuration { get; set; } = TimeSpan.FromSeconds(5);
}
