namespace PromptGen;

/// <summary>A page of a user's ledger.</summary>
/// <param name="Lines">The lines, newest first.</param>
/// <param name="Next">Where the next page begins; <c>null</c>: there is none.</param>
[GenerateSerializer, Immutable, Alias("LedgerPage")]
public sealed record LedgerPage([property: Id(0)] IReadOnlyList<LedgerLine> Lines, [property: Id(1)] LedgerCursor? Next);

/// <summary>
/// A place in a ledger: right below a line. It knows what was before it, so that what a client adds up over pages stays true when older lines are dropped
/// meanwhile.
/// </summary>
/// <param name="Line">The line's number.</param>
/// <param name="Balance">The balance before that line.</param>
/// <param name="At">When that line was written.</param>
[GenerateSerializer, Immutable, Alias("LedgerCursor")]
public sealed record LedgerCursor([property: Id(0)] long Line, [property: Id(1)] long Balance, [property: Id(2)] DateTimeOffset At);
