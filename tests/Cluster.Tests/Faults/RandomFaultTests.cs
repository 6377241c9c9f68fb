using PromptGen.ClusterTests.Audits;
using PromptGen.ClusterTests.Clusters;
using PromptGen.ClusterTests.Loads;
using PromptGen.Llm;

namespace PromptGen.ClusterTests.Faults;

/// <summary>Faults of silos, gateways and Redis, in a random order that the seed repeats.</summary>
public sealed class RandomFaultTests(Cluster cluster)
{
    private readonly FaultLog _faults = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RandomFaults_UnderLoad_LoseNothingAndChargeNothingTwice()
    {
        await cluster.HealAsync(Cancellation);
        var seed = Seed.Next(Figures.Print);
        var random = new Random(seed);
        await using var load = await Load.StartAsync(cluster, new LoadShape(seed, Users: 6), Cancellation);
        (string Name, bool Interrupts, Func<Task> Inflict)[] faults =
        [
            ("kill a silo", true, () => Any(cluster.SiloMembers).Process.KillAsync()),
            ("kill two silos", true, () => Task.WhenAll(cluster.SiloMembers.Take(2).Select(silo => silo.Process.KillAsync()))),
            ("kill all silos", true, () => Task.WhenAll(cluster.SiloMembers.Select(silo => silo.Process.KillAsync()))),
            ("stop a silo", false, () => Any(cluster.SiloMembers).StopAsync()),
            ("freeze a silo", true, () => FreezeAsync(Any(cluster.SiloMembers), random.Next(1, 15))),
            ("kill a gateway", false, () => Any(cluster.GatewayMembers).Process.KillAsync()),
            ("kill Redis", false, KillRedisAsync),
            ("freeze Redis", false, () => WhileAsync(cluster.Redis.Freeze, random.Next(1, 8), cluster.Redis.Thaw)),
            ("silence Redis", false, () => WhileAsync(cluster.Proxy.FallSilent, random.Next(1, 8), cluster.Proxy.SpeakAgain)),
            ("kill a silo and freeze Redis", true, async () =>
            {
                await Any(cluster.SiloMembers).Process.KillAsync();
                await WhileAsync(cluster.Redis.Freeze, random.Next(1, 8), cluster.Redis.Thaw);
            }),
        ];

        var begin = TimeProvider.System.GetTimestamp();
        var inflicted = new List<string>();
        while (TimeProvider.System.GetElapsedTime(begin) < Form.Of(15, 600))
        {
            await load.WaitForEndsAsync(random.Next(1, 40));
            var (name, interrupts, inflict) = faults[random.Next(faults.Length)];
            inflicted.Add(name);
            using (_faults.Begin(name, interrupts))
            {
                await inflict();
                await cluster.HealAsync(Cancellation);
            }
        }

        Figures.Print("faults", string.Join(", ", inflicted.GroupBy(name => name).Select(same => $"{same.Count()} × {same.Key}")));
        await Audit.AssertCleanAsync(cluster, load, _faults, Cancellation);

        Member Any(IReadOnlyList<Member> members) => members[random.Next(members.Count)];
    }

    // How long a fault lasts is a part of it: these wait for time alone.
    private static async Task WhileAsync(Action begin, int seconds, Action end)
    {
        begin();
        await Task.Delay(TimeSpan.FromSeconds(seconds), Cancellation);
        end();
    }

    private async Task FreezeAsync(Member silo, int seconds)
    {
        var address = await cluster.Membership.AddressAsync(silo);
        await WhileAsync(silo.Process.Freeze, seconds, silo.Process.Thaw);
        // One that was declared dead ends itself once it notices.
        if (!await cluster.Membership.IsMemberAsync(address))
            await silo.Process.WaitForExitAsync();
    }

    private async Task KillRedisAsync()
    {
        await cluster.Redis.KillAsync();
        await cluster.Redis.RestartAsync();
    }
}
