using System.ComponentModel.DataAnnotations;

namespace PromptGen.Llm;

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

    /// <summary>The model's name as the provider knows it. Default: <c>gemini-3.5-flash-lite</c> for <c>gemini</c>; <c>openai</c> has none.</summary>
    public string Name { get; set; } = "";

    /// <summary>Names of models to ask, in this order, when the one before is rejected or unavailable.</summary>
    public IReadOnlyList<string> Fallbacks { get; set; } = [];

    /// <summary>The most tokens an answer may have, the model's thoughts included; always asked for.</summary>
    [Range(256, 1_000_000)]
    public int MaxOutputTokens { get; set; } = 8192;

    /// <summary>Whether the answer is asked for as a stream. Turn it off for a server that cannot stream; live text then arrives in one piece.</summary>
    public bool Streaming { get; set; } = true;

    /// <summary>Model calls at once per silo; set it to the provider's quota.</summary>
    [Range(1, 1_000_000)]
    public int MaxConcurrency { get; set; } = 4096;

    /// <summary>How long one call may take until the first byte of its answer. Without <see cref="Streaming"/> that is the whole generation.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an answer that has begun may go without a byte.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long asking may take as a whole: every model, asking once more, and reading the answer.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromSeconds(90);

    /// <summary>Wait before the first retry; it doubles with each one and is jittered. A wait that the provider names wins.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);
}
