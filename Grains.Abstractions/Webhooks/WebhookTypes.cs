namespace PromptGen.Webhooks;

/// <summary>All types of events that webhooks tell. A closed list that receivers see.</summary>
public static class WebhookTypes
{
    /// <summary>A generation has its prompt, by the model or by the fallback; the data is its status body.</summary>
    public const string Completed = "prompt_generation.completed";

    /// <summary>A generation was refused; the data is its status body.</summary>
    public const string Failed = "prompt_generation.failed";

    /// <summary>A generation was stopped; the data is its status body.</summary>
    public const string Cancelled = "prompt_generation.cancelled";

    /// <summary>All generations of a batch have ended; the data is a <see cref="BatchCompletedBody"/>.</summary>
    public const string BatchCompleted = "batch.completed";

    /// <summary>A charge took the balance to 20 or 5 per cent of the last grant, or below; the data is a <see cref="LowBalanceBody"/>.</summary>
    public const string BalanceLow = "account.balance_low";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Completed, Failed, Cancelled, BatchCompleted, BalanceLow];

    /// <summary>The type that tells a generation's end.</summary>
    public static string EndOf(PromptTaskStatus status) => status switch
    {
        PromptTaskStatus.Completed => Completed,
        PromptTaskStatus.Failed => Failed,
        PromptTaskStatus.Cancelled => Cancelled,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "It has not ended."),
    };
}
