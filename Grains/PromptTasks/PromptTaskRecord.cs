using System.Text.Json;

namespace PromptGen.PromptTasks;

/// <summary>
/// A generation as it is stored in format 2: parts, each UTF-8 JSON, of which only those that changed are written. The texts are written once
/// each.
/// </summary>
/// <param name="Head">What changes with the lease: <see cref="PromptTaskHead"/>.</param>
/// <param name="Data">What changes with each event: <see cref="PromptTaskData"/>.</param>
/// <param name="Submission">What was asked for; <c>null</c> when its texts are not kept any more.</param>
/// <param name="Result">The result; <c>null</c> until there is one, and when its texts are not kept any more.</param>
public readonly record struct PromptTaskRecord(
    byte[] Head, byte[] Data, byte[]? Submission, byte[]? Result)
{
    /// <summary>The part of the lease.</summary>
    public static byte[] HeadOf(PromptTaskState state) => Utf8(
        new PromptTaskHead(state.CreatedAt, state.Attempt, state.Silo, state.Fingerprint) { CallbackUrl = state.CallbackUrl, TraceParent = state.TraceParent, BatchId = state.BatchId }, PromptTaskJson.Stored.PromptTaskHead);

    /// <summary>The part that changes with each event.</summary>
    public static byte[] DataOf(PromptTaskState state) => Utf8(PromptTaskData.Of(state), PromptTaskJson.Stored.PromptTaskData);

    /// <summary>What was asked for; what outlives the texts stands in the head.</summary>
    public static byte[] Utf8(PromptSubmission submission) => Utf8(submission with { Fingerprint = null, CallbackUrl = null, BatchId = null }, PromptTaskJson.Stored.PromptSubmission);

    /// <summary>The result.</summary>
    public static byte[] Utf8(GeneratedPrompt result) => Utf8(result, PromptTaskJson.Stored.GeneratedPrompt);

    /// <summary>The generation.</summary>
    /// <exception cref="JsonException">A part cannot be read.</exception>
    public PromptTaskState ToState()
    {
        var head = Read(Head, PromptTaskJson.Stored.PromptTaskHead);
        return Read(Data, PromptTaskJson.Stored.PromptTaskData).ToState() with
        {
            CreatedAt = head.CreatedAt,
            Attempt = head.Attempt,
            Silo = head.Silo,
            Fingerprint = head.Fingerprint,
            CallbackUrl = head.CallbackUrl,
            BatchId = head.BatchId,
            TraceParent = head.TraceParent,
            Submission = Submission is not null ? Read(Submission, PromptTaskJson.Stored.PromptSubmission) : null,
            Result = Result is not null ? Read(Result, PromptTaskJson.Stored.GeneratedPrompt) : null,
        };
    }

    private static byte[] Utf8<T>(T part, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(part, type);

    private static T Read<T>(byte[] part, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(part, type) ?? throw new JsonException("A part of a task is null.");
}
