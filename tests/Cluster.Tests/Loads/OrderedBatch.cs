namespace PromptGen.ClusterTests.Loads;

/// <summary>Orders that are placed together.</summary>
internal sealed class OrderedBatch
{
    /// <summary>The idempotency key.</summary>
    public string Key { get; } = Guid.NewGuid().ToString("N");

    public IReadOnlyList<Order> Orders { get; private init; } = [];

    public static OrderedBatch Of(string user, int count, int milliseconds)
    {
        var orders = new List<Order>();
        var batch = new OrderedBatch { Orders = orders };
        for (var i = 0; i < count; i++)
            orders.Add(new Order(user, Kind.Written, milliseconds, "batch") { Batch = batch });
        return batch;
    }
}
