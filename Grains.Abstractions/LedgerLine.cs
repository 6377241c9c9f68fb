using System.Text.Json.Serialization;
using PromptGen.Bodies;

namespace PromptGen;

/// <summary>
/// A line of a user's ledger, as clients see it. All lines add up: <c>balance_after</c> is that of the line below plus <c>tokens</c>.
/// </summary>
/// <remarks>Each member is always written: what a line has not is <c>null</c>.</remarks>
[GenerateSerializer, Immutable, Alias("LedgerLine")]
public sealed record LedgerLine
{
    /// <summary>Its number: rises by one with each change of the balance.</summary>
    [Id(0)] public required long Line { get; init; }

    /// <summary>The generation that was charged.</summary>
    [Id(1), JsonIgnore(Condition = JsonIgnoreCondition.Never)] public Guid? TaskId { get; init; }

    /// <summary>What changed the balance.</summary>
    [Id(2), OneOf(typeof(JournalKinds))] public required string Kind { get; init; }

    /// <summary>What came to the account; what left it is negative.</summary>
    [Id(3)] public long Tokens { get; init; }

    /// <summary>What was granted less what was charged, after it.</summary>
    [Id(4)] public long BalanceAfter { get; init; }

    /// <summary>What the generation used and the account did not cover; 0: nothing.</summary>
    [Id(5)] public long Shortfall { get; init; }

    /// <summary>Tokens of the instruction.</summary>
    [Id(6), JsonIgnore(Condition = JsonIgnoreCondition.Never)] public long? PromptTokens { get; init; }

    /// <summary>Tokens of the answer.</summary>
    [Id(7), JsonIgnore(Condition = JsonIgnoreCondition.Never)] public long? CompletionTokens { get; init; }

    /// <summary>Whether these numbers are our estimate.</summary>
    [Id(8), JsonIgnore(Condition = JsonIgnoreCondition.Never)] public bool? Estimated { get; init; }

    /// <summary>The model that wrote the prompt.</summary>
    [Id(9), JsonIgnore(Condition = JsonIgnoreCondition.Never)] public string? Model { get; init; }

    /// <summary>Milliseconds from the call of the model to the end of the answer that became the prompt.</summary>
    [Id(10), JsonIgnore(Condition = JsonIgnoreCondition.Never)] public long? ResponseTimeMs { get; init; }

    /// <summary>The reference of a grant.</summary>
    [Id(11), JsonIgnore(Condition = JsonIgnoreCondition.Never)] public string? Reference { get; init; }

    /// <summary>Why an adjustment was made: <c>trial</c>, or <c>opening</c> for all that was before the oldest line that is kept.</summary>
    [Id(12), JsonIgnore(Condition = JsonIgnoreCondition.Never)] public string? Reason { get; init; }

    /// <summary>The generation's metadata.</summary>
    [Id(13), JsonIgnore(Condition = JsonIgnoreCondition.Never)] public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>When; of an opening line the time of the oldest line that is kept.</summary>
    [Id(14)] public DateTimeOffset At { get; init; }
}
