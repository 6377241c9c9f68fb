using System.Diagnostics.CodeAnalysis;
using PromptGen.Llm;

namespace PromptGen.Running;

/// <summary>
/// A queue that serves its users in turn: one user's ten thousand tasks do not keep another's single one waiting.
/// Within a user the order of arrival holds. Not thread-safe.
/// </summary>
/// <remarks>
/// The turns are rounds over a circle of users. A user with n items has a seat in each of n rounds, and the seats, sorted by round and then
/// by place in the circle, are the order of service: so a position is a rank, found in logarithmic time however many wait. An item
/// has no seat of its own: one that leaves out of turn gives the user's last seat up, and those behind it move forward.
/// </remarks>
public sealed class FairQueue<T>
    where T : class
{
    // Between neighbours in the circle, so that newcomers find a place between them.
    private const long Gap = 1L << 32;

    private readonly Dictionary<string, Line> _lines = [];
    private readonly LinkedList<Line> _circle = new();
    private readonly RankTree<(long Round, Line Line)> _seats = new(static (one, other) =>
        one.Round != other.Round ? one.Round.CompareTo(other.Round) : one.Line.Place.CompareTo(other.Line.Place));

    /// <summary>How many items wait.</summary>
    public int Count { get; private set; }

    /// <summary>Puts an item at the end of its user's line.</summary>
    /// <returns>Its place, for <see cref="Remove"/> and <see cref="Position"/>.</returns>
    public Place Enqueue(string userId, T item)
    {
        if (!_lines.TryGetValue(userId, out var line))
            _lines.Add(userId, line = Join(userId));
        _seats.Add((line.Round + line.Items.Count, line));
        Count++;
        return new Place(line, line.Items.AddLast((line.Arrivals++, item)));
    }

    /// <summary>Takes the next item: the first of the user whose turn it is; then it is the next user's turn.</summary>
    public bool TryDequeue([NotNullWhen(true)] out T? item)
    {
        item = null;
        if (Count == 0)
            return false;
        var seat = _seats.First();
        _seats.Remove(seat);
        seat.Line.Round++;
        item = seat.Line.Items.First!.Value.Item;
        seat.Line.Items.RemoveFirst();
        Leave(seat.Line);
        return true;
    }

    /// <summary>Takes an item out that still waits.</summary>
    public void Remove(Place place)
    {
        _seats.Remove((place.Line.Round + place.Line.Items.Count - 1, place.Line));
        place.Line.Items.Remove(place.Item);
        place.Line.Removed.Add(place.Item.Value.Arrival);
        Leave(place.Line);
    }

    /// <summary>How many items are served before a waiting one, if none is added or removed.</summary>
    public int Position(Place place)
    {
        var line = place.Line;
        var (head, arrival) = (line.Items.First!.Value.Arrival, place.Item.Value.Arrival);
        var ownBefore = arrival - head - line.Removed.Count(removed => removed > head && removed < arrival);
        return _seats.CountBefore((line.Round + ownBefore, line));
    }

    /// <summary>
    /// A newcomer is served after all who wait: in the circle right before whose turn it is, and in the round that those who had their turn
    /// are in.
    /// </summary>
    private Line Join(string userId)
    {
        var line = new Line(userId);
        if (Count == 0)
        {
            line.Node = _circle.AddLast(line);
            return line;
        }
        var (round, next) = _seats.First();
        if (next.Node.Previous is not { } before)
        {
            if (_circle.Last!.Value.Place > long.MaxValue - Gap)
                Spread();
            (line.Round, line.Place) = (round, _circle.Last!.Value.Place + Gap);
            line.Node = _circle.AddLast(line);
            return line;
        }
        if (next.Place - before.Value.Place < 2)
            Spread();
        // Not in the middle: more newcomers come to the same side.
        var room = next.Place - before.Value.Place;
        (line.Round, line.Place) = (round + 1, before.Value.Place + Math.Max(1, room / 1024));
        line.Node = _circle.AddBefore(next.Node, line);
        return line;
    }

    /// <summary>Makes room between all neighbours; their order stays.</summary>
    private void Spread()
    {
        var place = 0L;
        foreach (var line in _circle)
            line.Place = place += Gap;
    }

    private void Leave(Line line)
    {
        Count--;
        if (line.Items.First is not { } first)
        {
            _circle.Remove(line.Node);
            _lines.Remove(line.UserId);
        }
        else if (line.Removed.Count > 0)
        {
            line.Removed.RemoveWhere(removed => removed < first.Value.Arrival);
        }
    }

    /// <summary>Where an item waits.</summary>
    public sealed class Place
    {
        internal Place(Line line, LinkedListNode<(long Arrival, T Item)> item) => (Line, Item) = (line, item);

        internal Line Line { get; }

        internal LinkedListNode<(long Arrival, T Item)> Item { get; }
    }

    internal sealed class Line(string userId)
    {
        public string UserId => userId;

        /// <summary>The round of its first seat.</summary>
        public long Round { get; set; }

        /// <summary>Rises along the circle.</summary>
        public long Place { get; set; }

        public LinkedListNode<Line> Node { get; set; } = null!;

        public LinkedList<(long Arrival, T Item)> Items { get; } = new();

        // Arrivals that left out of turn, so that a position is arithmetic instead of a walk along the line.
        public HashSet<long> Removed { get; } = [];

        public long Arrivals { get; set; }
    }
}
