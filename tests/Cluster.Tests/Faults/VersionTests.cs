using System.Net;
using System.Net.Http.Json;
using PromptGen.ClusterTests.Audits;
using PromptGen.ClusterTests.Clusters;
using PromptGen.ClusterTests.Loads;

namespace PromptGen.ClusterTests.Faults;

/// <summary>The build before this storage format, from the repository's own history: beside the build of now, and before it.</summary>
public sealed class VersionTests(Cluster cluster) : IAsyncLifetime
{
    // The last one that knows format 1 alone.
    private const string Before = "146431e";
    private const int Ends = 20, Tokens = 100_000;

    private static EarlierBuild? _before;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        if (Form.IsLong)
            _before ??= await EarlierBuild.TryBuildAsync(Before, Cancellation);
    }

    [Fact(Skip = Form.LongOnly, SkipUnless = nameof(Form.IsLong), SkipType = typeof(Form))]
    public async Task VersionsSideBySide_ForwardAndBackUnderLoad_LoseNothing_AndTheBooksAddUpAfterTheUpgrade()
    {
        Assert.SkipWhen(_before is null, $"The history of this repository does not go back to {Before}.");
        await cluster.StopAllAsync();
        await cluster.BeginAnewAsync(_before);
        try
        {
            await cluster.HealAsync(Cancellation);
            await using var load = await Load.StartAsync(cluster, new LoadShape(Seed.Next(Figures.Print)), Cancellation);
            await load.WaitForEndsAsync(Ends);

            await RollAsync(load, to: null);
            await RollAsync(load, to: _before);
            await RollAsync(load, to: null);
            Assert.True((await cluster.Database.StringGetAsync("promptgen/format")).IsNull, "Nobody said that no silo of before comes back.");
            var (code, output) = await cluster.RunAsync("upgrade");
            Assert.True(code == 0, output);
            await load.WaitForEndsAsync(5 * Ends);

            await Audit.AssertCleanAsync(cluster, load, new FaultLog(), Cancellation);
            // The accounts are taken over by their next activations.
            await cluster.StopAllAsync();
            await cluster.HealAsync(Cancellation);
            foreach (var user in load.Users)
            {
                using var client = new ApiClient(cluster.GatewayMembers[0].Url, Cluster.Issuer.Token(user));
                await client.EndAsync(await client.StartAsync("One more.", Cancellation), Cancellation);
            }
            await Audit.AssertBooksAddUpAsync(cluster);
            Assert.All(
                await Task.WhenAll(load.Users.Select(user => cluster.Database.HashGetAsync($"promptgen/tokens/{user}", "data"))),
                account => Assert.StartsWith("{\"format\":2", account.ToString(), StringComparison.Ordinal));
        }
        finally
        {
            foreach (var member in cluster.GatewayMembers.Concat(cluster.SiloMembers))
                member.Build = null;
            await cluster.StopAllAsync();
        }
    }

    [Fact(Skip = Form.LongOnly, SkipUnless = nameof(Form.IsLong), SkipType = typeof(Form))]
    public async Task DataFolderOfTheVersionBefore_IsTakenOver_ToTheToken()
    {
        const int Finished = 5, Unfinished = 10;
        Assert.SkipWhen(_before is null, $"The history of this repository does not go back to {Before}.");
        await using var all = await AllInOne.StartAsync(build: _before);
        using var user = await all.UserAsync("alice", Tokens);
        Assert.Equal(HttpStatusCode.OK, await GrantAsync(all, 500));
        var finished = new List<(Guid Task, Generation End)>();
        for (var i = 0; i < Finished; i++)
        {
            var task = await user.StartAsync($"finished n{i}", $"key {i}".Replace(' ', '-'), Cancellation);
            finished.Add((task, await user.EndAsync(task, Cancellation)));
        }
        var gate = new TaskCompletionSource();
        all.Model.Behaviour = ModelBehaviours.AnswerInChunks(["A pro", "mpt."], piece => piece == 0 ? Task.CompletedTask : gate.Task);
        var tasks = new List<Guid>();
        for (var i = 0; i < Unfinished; i++)
            tasks.Add(await user.StartAsync($"unfinished n{i}", Cancellation));
        await all.Model.WaitForCallsAsync(Finished + Unfinished, Cancellation).WaitAsync(Eventually.Bound, Cancellation);
        var before = await user.AccountAsync(Cancellation);

        // The gateway of now on the same folder: the build is given to the first start alone.
        await all.CrashAndStartAgainAsync();

        Assert.Equal(before, await user.AccountAsync(Cancellation));
        gate.SetResult();
        foreach (var task in tasks)
        {
            var end = await user.EndAsync(task, Cancellation);
            Assert.Equal(("completed", "A prompt.", AllInOne.TokensPerAnswer), (end.Status, end.Prompt, end.Charged));
        }
        var paid = new Account(Tokens + 500 - ((Finished + Unfinished) * AllInOne.TokensPerAnswer), Reserved: 0);
        await Eventually.GetAsync(() => user.AccountAsync(Cancellation), account => account == paid, $"the account is {paid}", Cancellation);
        foreach (var (task, end) in finished)
        {
            var now = await user.StatusAsync(task, Cancellation);
            Assert.Equal((end.Status, end.Prompt, end.Charged), (now.Status, now.Prompt, now.Charged));
        }
        Assert.Equal(finished[0].Task, await user.StartAsync("finished n0", "key-0", Cancellation));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Conflict), (await GrantAsync(all, 500), await GrantAsync(all, 600)));
        Assert.Equal(paid, await user.AccountAsync(Cancellation));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Silos and gateways stop and come back from another build, one after another.</summary>
    private async Task RollAsync(Load load, EarlierBuild? to)
    {
        foreach (var member in cluster.SiloMembers.Concat(cluster.GatewayMembers))
        {
            Assert.Equal(0, await member.StopAsync());
            member.Build = to;
            await cluster.HealAsync(Cancellation);
            await load.WaitForEndsAsync(Ends);
        }
    }

    private static async Task<HttpStatusCode> GrantAsync(AllInOne all, long tokens)
    {
        using var admin = await ApiClient.LogInAsync(all.Url, "root", admin: true, Cancellation);
        using var answer = await admin.Http.PostAsJsonAsync("/api/v1/billing/accounts/alice/grants/", new { tokens, reference = "invoice-7" }, Cancellation);
        return answer.StatusCode;
    }
}
