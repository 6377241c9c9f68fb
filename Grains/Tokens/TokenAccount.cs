namespace PromptGen.Tokens;

/// <summary>The persisted state of one user's account. Its property names are a storage contract: add, never rename.</summary>
public sealed class TokenAccount
{
    /// <summary>Whether the user was ever seen: a trial is given only before.</summary>
    public bool Seen { get; set; }

    /// <summary>All tokens ever given, corrections by an administrator included.</summary>
    public long Granted { get; set; }

    /// <summary>All tokens ever paid.</summary>
    public long Charged { get; set; }

    /// <summary>The subscription; <c>null</c>: none.</summary>
    public Subscription? Subscription { get; set; }

    /// <summary>One entry per generation that is not finished, by the id of its reservation.</summary>
    public Dictionary<Guid, OpenEntry> Open { get; set; } = [];

    /// <summary>The newest finished generations, oldest first, so that a late message about one changes nothing.</summary>
    public Queue<ClosedEntry> Closed { get; set; } = [];

    /// <summary>The references of grants made, each good for one grant.</summary>
    public HashSet<string> GrantReferences { get; set; } = [];
}

/// <summary>The tokens of a generation that is not finished.</summary>
/// <param name="Reserved">Tokens set aside; 0 once charged.</param>
/// <param name="Charged">Tokens paid; <c>null</c> until settled.</param>
/// <param name="At">When they were set aside.</param>
public sealed record OpenEntry(long Reserved, long? Charged, DateTimeOffset At);

/// <summary>A finished generation.</summary>
/// <param name="ReservationId">The id of its reservation.</param>
/// <param name="Charged">What was paid for it, 0 when it was released.</param>
public sealed record ClosedEntry(Guid ReservationId, long Charged);
