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
/// <example>
/// {"success":true,"batch_id":"7d9fb8a7-5c0f-5d5e-8a53-0b1c7a3b9e21","status":"queued","total":1,"tasks":[{"task_id":"4be0643f-1d98-573b-97cd-ca98a65347dd","status_url":"/api/v1/web-knowledge/generate-prompt-async/status/4be0643f-1d98-573b-97cd-ca98a65347dd/"}],"status_url":"/api/v1/web-knowledge/generate-prompt-batch/7d9fb8a7-5c0f-5d5e-8a53-0b1c7a3b9e21/"}
/// </example>
public sealed record BatchStartedBody(bool Success, Guid BatchId, PromptTaskStatus Status, int Total, IReadOnlyList<BatchTaskBody> Tasks, string StatusUrl);

/// <summary>A generation of a batch.</summary>
/// <param name="TaskId">Its id.</param>
/// <param name="StatusUrl">Where to follow it.</param>
public sealed record BatchTaskBody(Guid TaskId, string StatusUrl);

/// <summary>The state of a batch.</summary>
/// <example>
/// {"batch_id":"7d9fb8a7-5c0f-5d5e-8a53-0b1c7a3b9e21","status":"completed","progress":100,"total":1,"completed":1,"failed":0,"cancelled":0,"created_at":"2026-11-26T09:00:00.000000Z","completed_at":"2026-11-26T09:00:04.200000Z","expires_at":"2026-11-26T09:10:04.200000Z","tasks":[{"task_id":"4be0643f-1d98-573b-97cd-ca98a65347dd","status":"completed","progress":100,"message":"Prompt generated successfully","created_at":"2026-11-26T09:00:00.000000Z","updated_at":"2026-11-26T09:00:04.200000Z","charge":{"state":"charged","tokens":612},"expires_at":"2026-11-26T09:10:04.200000Z","metadata":{"order":"1042"},"prompt":"You are the assistant of Cafe Aurora.","generated_by_ai":true,"completed_at":"2026-11-26T09:00:04.200000Z","origin":"ai","model":"gemini-3.5-flash-lite","usage":{"prompt_tokens":190,"completion_tokens":422,"total_tokens":612,"tokens_charged":612,"estimated":false}}]}
/// </example>
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
    [WrittenAs(typeof(BatchItemBody))]
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
                ? (object)new BatchItemBody(batchId.Item(index).TaskId, statuses[index])
                : StatusBody.From(task))],
        };
    }
}

/// <summary>A generation of a batch: its status body, or, of one that cannot be read any more or not yet, its id and status alone.</summary>
/// <param name="TaskId">Its id.</param>
/// <param name="Status">Where it stands; how it ended, also when nothing else is known any more.</param>
[MayHaveMembersOf(typeof(StatusBody))]
public sealed record BatchItemBody(Guid TaskId, PromptTaskStatus Status);

/// <summary>The JSON bodies of this room, see <see cref="ApiJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BatchStartedBody))]
[JsonSerializable(typeof(BatchBody))]
[JsonSerializable(typeof(BatchItemBody))]
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
