using PromptGen.ClusterTests.Audits;
using PromptGen.ClusterTests.Clusters;
using PromptGen.ClusterTests.Loads;

namespace PromptGen.ClusterTests.Faults;

/// <summary>Restarts under load.</summary>
public sealed class RestartTests(Cluster cluster)
{
    private const int Ends = 20;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RollingRestart_OfAllSilosUnderLoad_RefusesNoRequestAndInterruptsNoTask()
    {
        await cluster.HealAsync(Cancellation);
        await using var load = await Load.StartAsync(cluster, new LoadShape(Seed.Next(Figures.Print)), Cancellation);
        await load.WaitForEndsAsync(Ends);

        foreach (var silo in cluster.SiloMembers)
        {
            Assert.Equal(0, await silo.StopAsync());
            await cluster.HealAsync(Cancellation);
            await load.WaitForEndsAsync(Ends);
        }

        // No fault is in the log, so that the auditor allows each task one call of the model.
        await Audit.AssertCleanAsync(cluster, load, new FaultLog(), Cancellation);
        Assert.Empty(load.Refusals);
    }

    [Fact(Skip = Form.LongOnly, SkipUnless = nameof(Form.IsLong), SkipType = typeof(Form))]
    public async Task Kill_OfAGatewayUnderLoad_MakesNoKeyTwoTasks()
    {
        await cluster.HealAsync(Cancellation);
        await using var load = await Load.StartAsync(cluster, new LoadShape(Seed.Next(Figures.Print)), Cancellation);
        var victim = cluster.GatewayMembers[0];

        for (var kill = 0; kill < 3; kill++)
        {
            await load.WaitForEndsAsync(Ends);
            await victim.Process.KillAsync();
            await load.WaitForEndsAsync(Ends);
            await victim.EnsureUpAsync(Cancellation);
        }

        await Audit.AssertCleanAsync(cluster, load, new FaultLog(), Cancellation);
        Assert.All(load.Refusals, refusal => Assert.Equal(victim.ToString(), refusal.Gateway));
    }
}
