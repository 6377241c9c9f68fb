using System.Text.Json.Serialization;

namespace PromptGen.Tokens;

/// <summary>The persisted state of one user's account. Its property names are a storage contract: add, never rename.</summary>
/// <remarks>
/// Format 1 remembers what is closed, and references of grants, in lists. Format 2 remembers by number: a reservation whose number was given out
/// and that is not open is closed. Its size follows what is open; history stands in the <see cref="IJournal"/>.
/// </remarks>
public sealed class TokenAccount : IJsonOnDeserialized
{
    /// <summary>The format of accounts that begin now; see <see cref="IStorageFormat"/>.</summary>
    public const int NewestFormat = 2;

    /// <summary>The format; 0 is the first.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Format { get; set; }

    /// <summary>The number given to the newest reservation.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long LastReservation { get; set; }

    /// <summary>The number of the newest line of the journal.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long LastLine { get; set; }

    /// <summary>Lines on their way to the journal, oldest first: durable here until they are durable there; <c>null</c>: none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<JournalLine>? Outbox { get; set; }

    /// <summary>Whether the user was ever seen: a trial is given only before.</summary>
    public bool Seen { get; set; }

    /// <summary>All tokens ever given, corrections by an administrator included.</summary>
    public long Granted { get; set; }

    /// <summary>All tokens ever paid.</summary>
    public long Charged { get; set; }

    /// <summary>The tokens of the last grant: those that were added, or what an administrator set the balance to; 0: none since this is remembered.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long LastGrant { get; set; }

    /// <summary>When that grant was made.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public DateTimeOffset LastGrantAt { get; set; }

    /// <summary>That the balance became low, for as long as it is on its way to the user's webhooks; <c>null</c>: nothing is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<LowBalance>? Low { get; set; }

    /// <summary>When generations ended by the fallback for their quality, the newest two, since the last that was paid; <c>null</c>: none did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<DateTimeOffset>? Refused { get; set; }

    /// <summary>The subscription; <c>null</c>: none.</summary>
    public Subscription? Subscription { get; set; }

    /// <summary>One entry per generation that is not finished, by the id of its reservation.</summary>
    public Dictionary<Guid, OpenEntry> Open { get; set; } = [];

    /// <summary>Format 1: the newest finished generations, oldest first, so that a late message about one changes nothing.</summary>
    public Queue<ClosedEntry>? Closed { get; set; } = [];

    /// <summary>Format 1: the references of grants made, each good for one grant.</summary>
    public HashSet<string>? GrantReferences { get; set; } = [];

    /// <summary>Format 1: the tokens of those grants, but for those made before amounts were kept; <c>null</c>: of none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, long>? GrantAmounts { get; set; }

    /// <summary>Format 1: the newest changes by administrators, oldest first, so that one sent again is not made again; <c>null</c>: none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Queue<ChangeEntry>? Changes { get; set; }

    /// <summary>Lists that format 2 has not are not begun anew.</summary>
    void IJsonOnDeserialized.OnDeserialized()
    {
        if (Format >= NewestFormat)
            (Closed, GrantReferences) = (null, null);
    }
}

/// <summary>The tokens of a generation that is not finished.</summary>
/// <param name="Reserved">Tokens set aside; 0 once charged.</param>
/// <param name="Charged">Tokens paid; <c>null</c> until settled.</param>
/// <param name="At">When they were set aside.</param>
[JsonConverter(typeof(OpenEntryConverter))]
public sealed record OpenEntry(long Reserved, long? Charged, DateTimeOffset At)
{
    /// <summary>Its number, rising over all reservations of the account; 0 in format 1.</summary>
    public long Number { get; init; }

    /// <summary>Whose it is; empty where a silo of an older version made it.</summary>
    public Guid TaskId { get; init; }
}

/// <summary>A finished generation.</summary>
/// <param name="ReservationId">The id of its reservation.</param>
/// <param name="Charged">What was paid for it, 0 when it was released.</param>
public sealed record ClosedEntry(Guid ReservationId, long Charged);

/// <summary>A change by an administrator, and what it was answered with.</summary>
/// <param name="Id">The name of the change.</param>
/// <param name="Fingerprint">The hash of what was asked for, if the client chose the name.</param>
/// <param name="TokensRemaining">The tokens that could be spent after it.</param>
/// <param name="TokensReserved">The tokens set aside after it.</param>
/// <param name="Subscription">The subscription after it.</param>
public sealed record ChangeEntry(Guid Id, string? Fingerprint, long TokensRemaining, long TokensReserved, Subscription? Subscription);

/// <summary>A charge took the balance to a part of the last grant, or below.</summary>
/// <param name="Percent">Which part.</param>
/// <param name="Grant">The tokens of that grant.</param>
/// <param name="GrantAt">When that was made: with the part, what makes it the same event.</param>
/// <param name="Balance">What was granted less what was charged, after the charge.</param>
/// <param name="Remaining">The same less what was set aside.</param>
/// <param name="At">When.</param>
public sealed record LowBalance(int Percent, long Grant, DateTimeOffset GrantAt, long Balance, long Remaining, DateTimeOffset At);
