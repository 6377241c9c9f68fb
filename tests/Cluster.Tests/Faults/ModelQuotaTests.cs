using PromptGen.ClusterTests.Audits;
using PromptGen.ClusterTests.Clusters;
using PromptGen.ClusterTests.Loads;

namespace PromptGen.ClusterTests.Faults;

/// <summary>A model that serves only a few at once and refuses the rest with 429.</summary>
public sealed class ModelQuotaTests(Cluster cluster)
{
    private const int Quota = 8;

    private int _atOnce;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Skip = Form.LongOnly, SkipUnless = nameof(Form.IsLong), SkipType = typeof(Form))]
    public async Task RefusalsOfTheModel_SlowTheSilosDown_AndNoTaskFallsBack()
    {
        await cluster.HealAsync(Cancellation);
        var refused = 0;
        await using var load = await Load.StartAsync(cluster, new LoadShape(Seed.Next(Figures.Print), Users: 4, ClientsPerUser: 8, IsMixed: false), Cancellation);
        cluster.Model.Behaviour = async exchange =>
        {
            var isServed = Interlocked.Increment(ref _atOnce) <= Quota;
            try
            {
                if (!isServed)
                    Interlocked.Increment(ref refused);
                await (isServed ? LoadModel.AnswerAsync(exchange) : ModelBehaviours.Status(429)(exchange));
            }
            finally
            {
                Interlocked.Decrement(ref _atOnce);
            }
        };
        await load.WaitForEndsAsync(80);
        await load.StopAsync();

        var evidence = await Evidence.CollectAsync(cluster, load.Orders, load.Refusals, load.Users, new FaultLog(), Cancellation);
        Figures.Print("orders, and refusals of the model", (evidence.Orders.Count, refused));
        Assert.InRange(refused, 1, evidence.Orders.Count);
        Assert.All(evidence.Orders, order => Assert.Equal(("completed", "ai"), (order.Last!.Status, order.Last.Origin)));
        Assert.Empty(evidence.Refusals);
    }
}
