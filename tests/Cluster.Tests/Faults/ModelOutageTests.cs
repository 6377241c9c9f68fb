using PromptGen.ClusterTests.Audits;
using PromptGen.ClusterTests.Clusters;
using PromptGen.ClusterTests.Loads;
using PromptGen.Llm;

namespace PromptGen.ClusterTests.Faults;

/// <summary>A model that answers nobody for a while, under load.</summary>
public sealed class ModelOutageTests(Cluster cluster)
{
    private const int Ends = 40;

    // With the patience that ships a fallback is promised 25 s after the start; the pace is back once each silo has had a success.
    private static readonly TimeSpan Slack = Form.IsLong ? TimeSpan.FromSeconds(25) - Cluster.ModelPatience : TimeSpan.FromSeconds(5);

    private static readonly TimeSpan PaceIsBack = TimeSpan.FromSeconds(5), FullPace = TimeSpan.FromSeconds(4);

    private readonly FaultLog _faults = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory(Skip = Form.LongOnly, SkipUnless = nameof(Form.IsLong), SkipType = typeof(Form))]
    [InlineData("503")]
    [InlineData("429")]
    [InlineData("refused")]
    public async Task Outage_OfTheModel_EndsEachTaskInItsFallbackInTime_AndTheFullPaceIsBackAtOnce(string failure)
    {
        await cluster.HealAsync(Cancellation);
        // No starters: they look at the ends of their orders only when all is over.
        await using var load = await Load.StartAsync(cluster, new LoadShape(Seed.Next(Figures.Print), ClientsPerUser: 8, IsMixed: false), Cancellation);
        await load.WaitForEndsAsync(Ends);

        var begin = TimeProvider.System.GetUtcNow();
        DateTimeOffset first, end;
        // For the silos it lasts until their next probes succeed.
        using (_faults.BeginOutage())
        {
            cluster.Model.Behaviour = failure == "refused" ? ModelBehaviours.Refuse() : ModelBehaviours.Status(int.Parse(failure, System.Globalization.CultureInfo.InvariantCulture));
            // The length of the outage is what is tested, so this waits for time alone.
            await Task.Delay(Cluster.ModelPatience * 2, Cancellation);
            end = TimeProvider.System.GetUtcNow();
            var success = new TaskCompletionSource<DateTimeOffset>(TaskCreationOptions.RunContinuationsAsynchronously);
            cluster.Model.Behaviour = async exchange =>
            {
                await LoadModel.AnswerAsync(exchange);
                success.TrySetResult(TimeProvider.System.GetUtcNow());
            };
            first = await success.Task.WaitAsync(Eventually.Bound, Cancellation);
            await Eventually.UntilAsync(() => load.Orders.Any(order => order.From > first + PaceIsBack), "orders are placed after the pace is back", Cancellation);
        }
        await Eventually.UntilAsync(() => load.Orders.Count(order => order.From > first + PaceIsBack && order.To is not null) >= Ends, $"{Ends} orders end that were placed later", Cancellation);
        await Audit.AssertCleanAsync(cluster, load, _faults, Cancellation);

        var fallbacks = load.Orders.Where(order => order.Last!.Origin == "fallback").ToArray();
        var longest = fallbacks.Max(Took);
        var later = load.Orders.Where(order => order.From > first + PaceIsBack).ToArray();
        Figures.Print($"fallbacks in an outage of {(end - begin).TotalSeconds:0} s", fallbacks.Length);
        Figures.Print("longest from the start to its fallback", longest);
        Figures.Print("first success after the outage's end", first - end);
        Figures.Print($"longest of {later.Length} placed {PaceIsBack.TotalSeconds} s and more after the first success", later.Max(Took));
        Assert.InRange(longest, TimeSpan.Zero, Cluster.ModelPatience + Slack);
        Assert.All(fallbacks, order => Assert.Contains(order.Last!.FallbackReason, (string[])["unavailable", "overloaded"]));
        Assert.All(load.Orders.Where(order => order.From > begin && order.From < end - Cluster.ModelPatience - Slack), order => Assert.Equal("fallback", order.Last!.Origin));
        Assert.All(later, order => Assert.Equal("ai", order.Last!.Origin));
        Assert.InRange(later.Max(Took), TimeSpan.Zero, FullPace);
    }

    private static TimeSpan Took(Order order) => order.To!.Value - order.From;
}
