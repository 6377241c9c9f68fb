using System.Text.Json.Serialization;

namespace PromptGen.Client;

/// <summary>What a generation is asked for.</summary>
public sealed record GenerationRequest
{
    /// <summary>The rough lines about the business; at most 20,000 characters unless the service allows more.</summary>
    public required string ManualPrompt { get; init; }

    /// <summary>The kind of business, such as <c>restaurant</c>; wins over the one in the token.</summary>
    public string? BusinessType { get; init; }

    /// <summary>The language that the prompt is to be written in, a tag of BCP 47 such as <c>fa</c> or <c>pt-BR</c>; that of the notes where it is left out.</summary>
    public string? Language { get; init; }

    /// <summary>A prompt to change by <see cref="Feedback"/>, where both texts were kept; see <see cref="PromptGenClient.RefineAsync"/> for one that the service still has.</summary>
    public string? PreviousPrompt { get; init; }

    /// <summary>What to change in <see cref="PreviousPrompt"/>; only together with it.</summary>
    public string? Feedback { get; init; }

    /// <summary>Seconds, 1 to 600, after which it is cancelled if it is not done.</summary>
    public double? TimeoutSeconds { get; init; }

    /// <summary>Texts by name that come back with its status: at most 16, names of at most 64 and texts of at most 256 characters.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>Where its end is to be told: https, or what the service allows.</summary>
    public Uri? CallbackUrl { get; init; }

    /// <summary>
    /// The same key with the same request is the same generation, however often it is sent: 1 to 255 visible ASCII characters. Left out, one is made, so that the client's own repetitions start
    /// nothing twice.
    /// </summary>
    [JsonIgnore]
    public string? IdempotencyKey { get; init; }

    /// <summary>Whether no earlier result is to be served again, where the service keeps them.</summary>
    [JsonIgnore]
    public bool SkipCache { get; init; }
}
