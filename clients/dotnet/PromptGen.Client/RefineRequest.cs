using System.Text.Json.Serialization;

namespace PromptGen.Client;

/// <summary>What is wanted otherwise of a generation that has ended.</summary>
public sealed record RefineRequest
{
    /// <summary>What to change; left out, the same is generated once more.</summary>
    public string? Feedback { get; init; }

    /// <summary>The prompt to change, where its user has edited it; only together with <see cref="Feedback"/>.</summary>
    public string? Prompt { get; init; }

    /// <inheritdoc cref="GenerationRequest.Language" />
    public string? Language { get; init; }

    /// <inheritdoc cref="GenerationRequest.TimeoutSeconds" />
    public double? TimeoutSeconds { get; init; }

    /// <inheritdoc cref="GenerationRequest.Metadata" />
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <inheritdoc cref="GenerationRequest.CallbackUrl" />
    public Uri? CallbackUrl { get; init; }

    /// <inheritdoc cref="GenerationRequest.IdempotencyKey" />
    [JsonIgnore]
    public string? IdempotencyKey { get; init; }
}
