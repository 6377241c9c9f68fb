namespace PromptGen.Tokens;

/// <summary>What became of a reservation: made, refused for a reason the user can be told, or no longer wanted.</summary>
[GenerateSerializer, Immutable, Alias("ReserveResult")]
public sealed record ReserveResult
{
    private ReserveResult() { }

    /// <summary>Why there is no reservation; <c>null</c> otherwise.</summary>
    [Id(0)] public PromptTaskError? Refusal { get; private init; }

    /// <summary>The tokens set aside for the task.</summary>
    [Id(1)] public long Reserved { get; private init; }

    /// <summary>The generation was settled or released before: whoever asks is a stale attempt.</summary>
    [Id(2)] public bool IsClosed { get; private init; }

    /// <summary>The number of the reservation; <c>null</c> where the account gives none.</summary>
    [Id(3)] public long? Number { get; private init; }

    /// <summary>Whether the text is not shown before it has been looked at; see <see cref="TokenLedger.HoldsText"/>.</summary>
    [Id(4)] public bool HoldsText { get; private init; }

    /// <summary>Whether the tokens are set aside.</summary>
    public bool IsReserved => Refusal is null && !IsClosed;

    /// <summary>The tokens are set aside.</summary>
    public static ReserveResult Made(long tokens, long number = 0, bool holdsText = false) =>
        new() { Reserved = tokens, Number = number == 0 ? null : number, HoldsText = holdsText };

    /// <summary>The account does not allow it.</summary>
    public static ReserveResult Refused(PromptTaskError reason) => new() { Refusal = reason };

    /// <summary>The generation is finished.</summary>
    public static ReserveResult Closed { get; } = new() { IsClosed = true };
}
