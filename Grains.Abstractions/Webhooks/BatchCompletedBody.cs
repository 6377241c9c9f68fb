namespace PromptGen.Webhooks;

/// <summary>The data of <c>batch.completed</c>: how all ended. What each wrote, its own event or status tells.</summary>
/// <param name="BatchId">The batch's id.</param>
/// <param name="Status"><c>completed</c>: all have ended, however.</param>
/// <param name="Total">How many generations.</param>
/// <param name="Completed">How many have a prompt.</param>
/// <param name="Failed">How many were refused.</param>
/// <param name="Cancelled">How many were cancelled.</param>
/// <param name="CreatedAt">When the batch was accepted.</param>
/// <param name="CompletedAt">When the last one had ended.</param>
/// <param name="Tasks">The generations, in the order of the notes.</param>
public sealed record BatchCompletedBody(
    Guid BatchId,
    PromptTaskStatus Status,
    int Total,
    int Completed,
    int Failed,
    int Cancelled,
    DateTimeOffset CreatedAt,
    DateTimeOffset CompletedAt,
    IReadOnlyList<BatchEndBody> Tasks);

/// <summary>How a generation of a batch ended.</summary>
/// <param name="TaskId">Its id.</param>
/// <param name="Status"><c>completed</c>, <c>failed</c> or <c>cancelled</c>.</param>
public sealed record BatchEndBody(Guid TaskId, PromptTaskStatus Status);
