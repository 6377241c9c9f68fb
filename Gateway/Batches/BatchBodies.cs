using System.Text.Json.Serialization;
using PromptGen.Bodies;
using PromptGen.Gateway.Http;

namespace PromptGen.Gateway.Batches;

/// <summary>The answer to the start of a batch.</summary>
/// <param name="Success">True.</param>
/// <param name="BatchId">The batch's id.</param>
/// <param name="Status"><c>queued</c>.</param>
/// <param name="Total">How many generations.</param>
/// <param name="Tasks">The generations, in the order of the notes.</param>
/// <param name="StatusUrl">Where to follow the batch.</param>
public sealed record BatchStartedBody(bool Success, Guid BatchId, PromptTaskStatus Status, int Total, IReadOnlyList<BatchTaskBody> Tasks, string StatusUrl);

/// <summary>A generation of a batch.</summary>
/// <param name="TaskId">Its id.</param>
/// <param name="StatusUrl">Where to follow it.</param>
public sealed record BatchTaskBody(Guid TaskId, string StatusUrl);

/// <summary>The state of a batch.</summary>
public sealed record BatchBody
{
    /// <summary>The batch's id.</summary>
    public required Guid BatchId { get; init; }

    /// <summary><c>queued</c> until the first generation begins, <c>completed</c> once all have ended, however, else <c>processing</c>.</summary>
    public required PromptTaskStatus Status { get; init; }

    /// <summary>Percent done, of all generations together.</summary>
    public required int Progress { get; init; }

    /// <summary>How many generations.</summary>
    public required int Total { get; init; }

    /// <summary>How many have a prompt.</summary>
    public required int Completed { get; init; }

    /// <summary>How many were refused.</summary>
    public required int Failed { get; init; }

    /// <summary>How many were cancelled.</summary>
    public required int Cancelled { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Once completed: when.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Once completed: until when it can be read.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The states of the generations, in the order of the notes, with the prompts of those that are completed.</summary>
    /// <remarks>Each is written as what it is: an ended one has more members than <see cref="StatusBody"/>.</remarks>
    public required IReadOnlyList<object> Tasks { get; init; }

    /// <summary>The body for a batch and its generations.</summary>
    /// <param name="batchId">The batch.</param>
    /// <param name="batch">What it knows.</param>
    /// <param name="tasks">Its generations; <c>null</c> for one that is gone, or not yet there.</param>
    public static BatchBody From(PromptBatchKey batchId, PromptBatchView batch, IReadOnlyList<PromptTaskView?> tasks)
    {
        // A generation that has ended can be ahead of the batch's own record, and that one can outlive it. The batch is completed when its record says so, and when.
        var statuses = tasks.Select((task, index) => task?.Status ?? batch.Ends[index] ?? PromptTaskStatus.Queued).ToArray();
        return new BatchBody
        {
            BatchId = batchId.BatchId,
            Status = batch.CompletedAt is not null ? PromptTaskStatus.Completed
                : statuses.All(static status => status == PromptTaskStatus.Queued) ? PromptTaskStatus.Queued
                : PromptTaskStatus.Processing,
            Progress = (int)tasks.Select((task, index) => task?.Progress ?? (statuses[index].IsTerminal() ? 100 : 0)).Average(),
            Total = tasks.Count,
            Completed = statuses.Count(static status => status == PromptTaskStatus.Completed),
            Failed = statuses.Count(static status => status == PromptTaskStatus.Failed),
            Cancelled = statuses.Count(static status => status == PromptTaskStatus.Cancelled),
            CreatedAt = batch.CreatedAt,
            CompletedAt = batch.CompletedAt,
            ExpiresAt = batch.ExpiresAt,
            Tasks = [.. tasks.Select((task, index) => task is null
                ? (object)new BatchGoneTaskBody(batchId.Item(index).TaskId, statuses[index])
                : StatusBody.From(task))],
        };
    }
}

/// <summary>A generation of a batch that cannot be read any more, or not yet.</summary>
/// <param name="TaskId">Its id.</param>
/// <param name="Status">How it ended, or <c>queued</c>.</param>
public sealed record BatchGoneTaskBody(Guid TaskId, PromptTaskStatus Status);

/// <summary>The JSON bodies of this room, see <see cref="ApiJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BatchStartedBody))]
[JsonSerializable(typeof(BatchBody))]
[JsonSerializable(typeof(BatchGoneTaskBody))]
[JsonSerializable(typeof(StatusBody))]
[JsonSerializable(typeof(CompletedBody))]
[JsonSerializable(typeof(FailedBody))]
[JsonSerializable(typeof(CancelledBody))]
public sealed partial class BatchesJson : JsonSerializerContext
{
    /// <summary>The one to write answers with.</summary>
    public static BatchesJson Web => Answers.Json;

    // A class of its own, so that the generated defaults are there before it.
    private static class Answers
    {
        public static readonly BatchesJson Json = new(BodyJson.Readable(Default));
    }
}
