namespace PromptGen.Client;

/// <summary>What a batch is asked for: a generation for each of the notes; the other members are as those of <see cref="GenerationRequest"/> and hold for all.</summary>
public sealed record BatchRequest
{
    /// <summary>The rough lines, 1 to 100 times.</summary>
    public required IReadOnlyList<string> ManualPrompts { get; init; }

    /// <inheritdoc cref="GenerationRequest.BusinessType" />
    public string? BusinessType { get; init; }

    /// <inheritdoc cref="GenerationRequest.Language" />
    public string? Language { get; init; }

    /// <inheritdoc cref="GenerationRequest.TimeoutSeconds" />
    public double? TimeoutSeconds { get; init; }

    /// <inheritdoc cref="GenerationRequest.Metadata" />
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>Where the end of the whole batch is to be told: https, or what the service allows.</summary>
    public Uri? CallbackUrl { get; init; }

    /// <inheritdoc cref="GenerationRequest.IdempotencyKey" />
    [System.Text.Json.Serialization.JsonIgnore]
    public string? IdempotencyKey { get; init; }

    /// <inheritdoc cref="GenerationRequest.SkipCache" />
    [System.Text.Json.Serialization.JsonIgnore]
    public bool SkipCache { get; init; }
}

/// <summary>A batch as it is at one moment.</summary>
public sealed record Batch
{
    /// <summary>Its id.</summary>
    public required Guid BatchId { get; init; }

    /// <summary><see cref="GenerationStatus.Completed"/> once all have ended, however.</summary>
    public required GenerationStatus Status { get; init; }

    /// <summary>Percent done, of all together.</summary>
    public int Progress { get; init; }

    /// <summary>How many generations.</summary>
    public required int Total { get; init; }

    /// <summary>How many have a prompt.</summary>
    public int Completed { get; init; }

    /// <summary>How many were refused.</summary>
    public int Failed { get; init; }

    /// <summary>How many were cancelled.</summary>
    public int Cancelled { get; init; }

    /// <summary>The generations, in the order of the notes.</summary>
    public required IReadOnlyList<BatchItem> Tasks { get; init; }
}

/// <summary>A generation of a batch. Right after the start only its id is known.</summary>
public sealed record BatchItem
{
    /// <summary>Its id.</summary>
    public required Guid TaskId { get; init; }

    /// <summary>Where it is.</summary>
    public GenerationStatus? Status { get; init; }

    /// <summary>The prompt, once it is completed.</summary>
    public string? Prompt { get; init; }

    /// <inheritdoc cref="Generation.Origin" />
    public string? Origin { get; init; }

    /// <inheritdoc cref="Generation.ErrorCode" />
    public string? ErrorCode { get; init; }

    /// <inheritdoc cref="Generation.Charge" />
    public Charge? Charge { get; init; }
}
