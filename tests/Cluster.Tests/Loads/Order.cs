using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace PromptGen.ClusterTests.Loads;

/// <summary>A generation as its client lived through it.</summary>
internal sealed partial class Order(string user, Kind kind, int milliseconds, string noise)
{
    private readonly ConcurrentQueue<Sight> _sights = new();

    /// <summary>The idempotency key, and the mark by which the model's calls are known.</summary>
    public string Mark { get; } = Guid.NewGuid().ToString("N");

    public string User => user;

    public Kind Kind => kind;

    /// <summary>What the model is told by the prompt itself, between the client's words.</summary>
    public string Prompt => $"{noise} order {Mark} {kind} t{milliseconds} {noise}";

    /// <summary>What the model writes for it.</summary>
    public string Answer => AnswerFor(Mark);

    /// <summary>The batch it was ordered with; <c>null</c>: it came alone.</summary>
    public OrderedBatch? Batch { get; init; }

    /// <summary>The ids that its starts were answered with.</summary>
    public ConcurrentQueue<Guid> Ids { get; } = new();

    /// <summary>Whether the last start was answered as the repetition of one before.</summary>
    public bool IsReplayed { get; private set; }

    /// <summary>When the first start was sent.</summary>
    public DateTimeOffset From { get; } = TimeProvider.System.GetUtcNow();

    /// <summary>When a start was first answered with 202.</summary>
    public DateTimeOffset? AcceptedAt { get; private set; }

    /// <summary>When its end was seen first.</summary>
    public DateTimeOffset? To { get; private set; }

    /// <summary>What the client saw, whenever it differed from what it saw before.</summary>
    public IReadOnlyList<Sight> Sights => [.. _sights];

    /// <summary>What the client saw last.</summary>
    public Generation? Last => Sights is [.., var last] ? last.Seen : null;

    /// <summary>The HTTP status that a cancellation was answered with.</summary>
    public int? CancelAnswer { get; set; }

    public static string AnswerFor(string mark) => $"You are the assistant of business {mark}. \u2728 Answer politely,\r\nkeep to the facts.";

    /// <summary>The order's mark, kind and time in a prompt that reached the model.</summary>
    public static (string Mark, Kind Kind, TimeSpan Time)? Find(string prompt) => Marker().Match(prompt) is { Success: true } found
        ? (found.Groups[1].Value, Enum.Parse<Kind>(found.Groups[2].Value), TimeSpan.FromMilliseconds(int.Parse(found.Groups[3].Value, System.Globalization.CultureInfo.InvariantCulture)))
        : null;

    public void Accept(Guid id, bool isReplay)
    {
        IsReplayed = isReplay;
        AcceptedAt ??= TimeProvider.System.GetUtcNow();
        Ids.Enqueue(id);
    }

    public void See(Generation seen)
    {
        var at = TimeProvider.System.GetUtcNow();
        if (seen.IsTerminal)
            To ??= at;
        var sight = new Sight(at, seen);
        if (_sights.IsEmpty || !_sights.Last().IsSame(sight))
            _sights.Enqueue(sight);
    }

    [GeneratedRegex("order ([0-9a-f]{32}) ([A-Z][a-z]+) t([0-9]+)")]
    private static partial Regex Marker();

    /// <summary>A status that was seen.</summary>
    public sealed record Sight(DateTimeOffset At, Generation Seen)
    {
        // While it is queued the position changes, and nothing else.
        public bool IsSame(Sight other) => Seen.Status == other.Seen.Status && Seen.Progress == other.Seen.Progress && (!Seen.IsTerminal || Seen.Body == other.Seen.Body);
    }
}
