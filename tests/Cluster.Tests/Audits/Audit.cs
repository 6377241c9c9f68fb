using PromptGen.ClusterTests.Clusters;
using PromptGen.ClusterTests.Faults;
using PromptGen.ClusterTests.Loads;
using PromptGen.Llm;

namespace PromptGen.ClusterTests.Audits;

/// <summary>The end of each fault test.</summary>
internal static class Audit
{
    /// <summary>Heals the cluster, ends the load and asserts that nothing is wrong with what came of it.</summary>
    public static async Task AssertCleanAsync(Cluster cluster, Load load, FaultLog faults, CancellationToken cancellation)
    {
        await cluster.HealAsync(cancellation);
        await load.StopAsync();
        var evidence = await Evidence.CollectAsync(cluster, load.Orders, load.Refusals, load.Users, faults, cancellation);
        Figures.Print("orders", $"{evidence.Orders.Count} ({string.Join(", ", evidence.Orders.GroupBy(order => End(order)).Select(ends => $"{ends.Count()} {ends.Key}"))})");
        Figures.Print("refusals", $"{evidence.Refusals.Count} ({string.Join(", ", evidence.Refusals.GroupBy(refusal => $"{refusal.Route} {(int?)refusal.Status}").Select(same => $"{same.Count()} × {same.Key}, longest {same.Max(refusal => refusal.Took.TotalSeconds):0.0} s"))})");

        var violations = new Auditor(evidence).Violations();
        Assert.True(violations.Count == 0, string.Join(Environment.NewLine, violations));
        await Eventually.GetAsync(cluster.InFlightAsync, tasks => tasks.Count == 0, "no task is in flight", cancellation);
        if (Form.IsLong)
            await AssertBooksAddUpAsync(cluster);
    }

    /// <summary>Asserts that every account and its journal add up.</summary>
    public static async Task AssertBooksAddUpAsync(Cluster cluster)
    {
        var (code, output) = await cluster.RunAsync("reconcile");
        Assert.True(code == 0, output);
    }

    private static string End(Order order) => order.Last is { } end ? $"{end.Status} {end.Origin}".TrimEnd() : "unknown";
}
