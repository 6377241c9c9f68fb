namespace PromptGen.Running;

/// <summary>
/// A sorted set that knows how many members are before one: a treap (Seidel and Aragon, 1996) that counts its subtrees. All calls take
/// logarithmic time on average. Not thread-safe.
/// </summary>
/// <param name="order">The order, which must not change for what is in it.</param>
internal sealed class RankTree<T>(Comparison<T> order)
{
    private Node? _root;

    /// <summary>Adds a member that is not there.</summary>
    public void Add(T item)
    {
        var (before, after) = Split(_root, item);
        _root = Join(Join(before, new Node(item)), after);
    }

    /// <summary>Removes a member that is there.</summary>
    public void Remove(T item) => _root = Without(_root, item);

    /// <summary>The first member; there is one.</summary>
    public T First()
    {
        var node = _root!;
        while (node.Left is { } left)
            node = left;
        return node.Item;
    }

    /// <summary>How many members come before an item.</summary>
    public int CountBefore(T item)
    {
        var count = 0;
        for (var node = _root; node is not null;)
        {
            if (order(node.Item, item) < 0)
                (count, node) = (count + 1 + SizeOf(node.Left), node.Right);
            else
                node = node.Left;
        }
        return count;
    }

    private (Node? Before, Node? After) Split(Node? node, T item)
    {
        if (node is null)
            return (null, null);
        if (order(node.Item, item) < 0)
        {
            var (before, after) = Split(node.Right, item);
            return (node.With(node.Left, before), after);
        }
        else
        {
            var (before, after) = Split(node.Left, item);
            return (before, node.With(after, node.Right));
        }
    }

    private static Node? Join(Node? before, Node? after) => (before, after) switch
    {
        (null, _) => after,
        (_, null) => before,
        _ when before.Priority > after.Priority => before.With(before.Left, Join(before.Right, after)),
        _ => after.With(Join(before, after.Left), after.Right),
    };

    private Node? Without(Node? node, T item) => order(node!.Item, item) switch
    {
        0 => Join(node.Left, node.Right),
        < 0 => node.With(node.Left, Without(node.Right, item)),
        _ => node.With(Without(node.Left, item), node.Right),
    };

    private static int SizeOf(Node? node) => node?.Size ?? 0;

    private sealed class Node(T item)
    {
        public T Item => item;

        public int Priority { get; } = Random.Shared.Next();

        public Node? Left { get; private set; }

        public Node? Right { get; private set; }

        public int Size { get; private set; } = 1;

        public Node With(Node? left, Node? right)
        {
            (Left, Right, Size) = (left, right, 1 + SizeOf(left) + SizeOf(right));
            return this;
        }
    }
}
