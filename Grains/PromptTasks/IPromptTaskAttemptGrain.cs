using Orleans.Concurrency;

namespace PromptGen.PromptTasks;

/// <summary>What a runner has to do after a report.</summary>
public enum AttemptVerdict
{
    /// <summary>Go on.</summary>
    Continue,

    /// <summary>The task is terminal and settled: take it out of the index of tasks in flight.</summary>
    Finished,

    /// <summary>Another attempt has taken over: drop it.</summary>
    Superseded,
}

/// <summary>The answer to the start of an attempt.</summary>
/// <param name="Verdict">What to do.</param>
/// <param name="Submission">What to generate; set only with <see cref="AttemptVerdict.Continue"/>.</param>
/// <param name="Starts">How often the work was begun, this time included.</param>
[GenerateSerializer, Immutable, Alias("AttemptStart")]
public sealed record AttemptStart([property: Id(0)] AttemptVerdict Verdict, [property: Id(1)] PromptSubmission? Submission, [property: Id(2)] int Starts)
{
    /// <summary>The template; <c>null</c>: there is none, or a silo of an older version knows that it is one that ships with the service or is configured.</summary>
    [Id(3)] public string? Template { get; init; }

    /// <summary>Its name.</summary>
    [Id(4)] public string? TemplateName { get; init; }

    /// <summary>Whether readers see the text only once it has been looked at.</summary>
    [Id(5)] public bool HoldsText { get; init; }
}

/// <summary>The answer to text.</summary>
/// <param name="Verdict">What to do.</param>
/// <param name="Length">How much of the text has arrived; what follows is sent from there.</param>
/// <param name="IsWatched">Whether somebody is reading along.</param>
[GenerateSerializer, Immutable, Alias("TextReceipt")]
public sealed record TextReceipt([property: Id(0)] AttemptVerdict Verdict, [property: Id(1)] int Length, [property: Id(2)] bool IsWatched);

/// <summary>The answer to a resumption.</summary>
/// <param name="Verdict">What to do.</param>
/// <param name="Ticket">The new attempt to work on, or the finished task; <c>null</c> when superseded or when there is no task.</param>
/// <param name="Silo">The silo whose runner has the task, as far as the task knows.</param>
[GenerateSerializer, Immutable, Alias("AttemptResumption")]
public sealed record AttemptResumption(
    [property: Id(0)] AttemptVerdict Verdict,
    [property: Id(1)] PromptTaskTicket? Ticket,
    [property: Id(2)] string Silo);

/// <summary>Where the texts of a task may be, besides in the task itself.</summary>
/// <param name="HasEnded">Whether it has ended.</param>
/// <param name="DeletedBy">The request that deleted it before, though perhaps not all that belongs to it; <c>null</c>: none has.</param>
/// <param name="CreatedAt">When it was accepted.</param>
[GenerateSerializer, Immutable, Alias("DeletableTask")]
public sealed record DeletableTask([property: Id(0)] bool HasEnded, [property: Id(1)] Guid? DeletedBy, [property: Id(2)] DateTimeOffset CreatedAt)
{
    /// <inheritdoc cref="PromptSubmission.BatchId" />
    [Id(3)] public Guid? BatchId { get; init; }

    /// <inheritdoc cref="PromptTaskState.CachedUnder" />
    [Id(4)] public string? CachedUnder { get; init; }

    /// <summary>Whether it has metadata, which the ledger's line of its charge has too.</summary>
    [Id(5)] public bool HasMetadata { get; init; }
}

/// <summary>
/// The side of a generation that runners use. Every report names its attempt; one that was given up changes nothing.
/// Each call may be repeated. Key: <see cref="PromptTaskKey"/>.
/// </summary>
[Alias("IPromptTaskAttemptGrain")]
public interface IPromptTaskAttemptGrain : IGrainWithStringKey
{
    /// <summary>Begins the work, up to where the model is asked: checks and reserves the tokens. A result that is already durable is settled instead.</summary>
    [Alias("Start")]
    Task<AttemptStart> Start(int attempt);

    /// <summary>Reports a step between start and result.</summary>
    [Alias("Advance")]
    Task<AttemptVerdict> Advance(int attempt, PromptTaskStep step);

    /// <summary>
    /// Passes text on that the model has written, beginning with its character <paramref name="start"/>. Text is not
    /// durable: when the receipt's length is smaller than what was sent before, it is sent again from there.
    /// </summary>
    [Alias("Write")]
    Task<TextReceipt> Write(int attempt, int start, string text);

    /// <summary>
    /// The same for a text that the attempt began anew, for the <paramref name="rewrite"/>th time: readers drop what they had of the one before.
    /// </summary>
    [Alias("Rewrite")]
    Task<TextReceipt> Rewrite(int attempt, int rewrite, int start, string text);

    /// <summary>Hands the result in: makes it durable, settles the tokens, completes the task.</summary>
    [Alias("Finish")]
    Task<AttemptVerdict> Finish(int attempt, GeneratedPrompt result);

    /// <summary>How it ended, for its batch: also when it can be read no more. <c>null</c>: it has not, or is gone.</summary>
    [AlwaysInterleave, Alias("GetEnd")]
    Task<PromptTaskStatus?> GetEnd();

    /// <summary>What has to be known to delete it; <c>null</c>: there is none, or it can be read no more.</summary>
    [Alias("GetDeletable")]
    Task<DeletableTask?> GetDeletable();

    /// <summary>Deletes its texts for ever, where it has ended: it can be read no more.</summary>
    [Alias("Delete")]
    Task Delete(Guid request);

    /// <summary>The end of a deleted one, without its texts; <c>null</c>: it is not deleted.</summary>
    [AlwaysInterleave, Alias("GetDeleted")]
    Task<PromptTaskView?> GetDeleted();

    /// <summary>
    /// Passes a task from a runner that lost it to another one, as a new attempt. Nothing happens when the task is
    /// not <paramref name="from"/>'s any more, or when its runner still holds it.
    /// </summary>
    [Alias("Resume")]
    Task<AttemptResumption> Resume(string from, string to);
}
