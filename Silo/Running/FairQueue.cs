using System.Diagnostics.CodeAnalysis;

namespace PromptGen.Silo.Running;

/// <summary>
/// A queue that serves its users in turn: one user's ten thousand tasks do not keep another's single one waiting.
/// Within a user the order of arrival holds. Not thread-safe.
/// </summary>
public sealed class FairQueue<T>
    where T : class
{
    private readonly Dictionary<string, LinkedListNode<Line>> _lines = [];
    private readonly LinkedList<Line> _turns = new();

    /// <summary>How many items wait.</summary>
    public int Count { get; private set; }

    /// <summary>Puts an item at the end of its user's line.</summary>
    /// <returns>Its place, for <see cref="Remove"/> and <see cref="Position"/>.</returns>
    public Place Enqueue(string userId, T item)
    {
        if (!_lines.TryGetValue(userId, out var turn))
            _lines.Add(userId, turn = _turns.AddLast(new Line(userId)));
        Count++;
        return new Place(turn, turn.Value.Items.AddLast((turn.Value.Arrivals++, item)));
    }

    /// <summary>Takes the next item: the first of the user whose turn it is; then it is the next user's turn.</summary>
    public bool TryDequeue([NotNullWhen(true)] out T? item)
    {
        item = null;
        if (_turns.First is not { } turn)
            return false;
        item = turn.Value.Items.First!.Value.Item;
        turn.Value.Items.RemoveFirst();
        Leave(turn);
        if (turn.List is not null)
        {
            _turns.Remove(turn);
            _turns.AddLast(turn);
        }
        return true;
    }

    /// <summary>Takes an item out that still waits.</summary>
    public void Remove(Place place)
    {
        place.Turn.Value.Items.Remove(place.Item);
        place.Turn.Value.Removed.Add(place.Item.Value.Arrival);
        Leave(place.Turn);
    }

    /// <summary>How many items are served before a waiting one, if none is added or removed.</summary>
    public int Position(Place place)
    {
        var line = place.Turn.Value;
        var arrival = place.Item.Value.Arrival;
        var head = line.Items.First!.Value.Arrival;
        var ownBefore = (int)(arrival - head) - line.Removed.Count(removed => removed > head && removed < arrival);

        // In every full round each other user is served once, and those ahead in the current round once more.
        var before = ownBefore;
        var ahead = true;
        foreach (var other in _turns)
        {
            if (ReferenceEquals(other, line))
                ahead = false;
            else
                before += Math.Min(other.Items.Count, ahead ? ownBefore + 1 : ownBefore);
        }
        return before;
    }

    private void Leave(LinkedListNode<Line> turn)
    {
        Count--;
        var line = turn.Value;
        if (line.Items.First is not { } first)
        {
            _turns.Remove(turn);
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
        internal Place(LinkedListNode<Line> turn, LinkedListNode<(long Arrival, T Item)> item) => (Turn, Item) = (turn, item);

        internal LinkedListNode<Line> Turn { get; }

        internal LinkedListNode<(long Arrival, T Item)> Item { get; }
    }

    internal sealed class Line(string userId)
    {
        public string UserId => userId;

        public LinkedList<(long Arrival, T Item)> Items { get; } = new();

        // Arrivals that left out of turn, so that a position is arithmetic instead of a walk along the line.
        public HashSet<long> Removed { get; } = [];

        public long Arrivals { get; set; }
    }
}
