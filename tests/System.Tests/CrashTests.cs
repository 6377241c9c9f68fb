using System.Net.Http.Json;

namespace PromptGen.SystemTests;

/// <summary>kill -9 of the whole system, embedded Redis included.</summary>
public sealed class CrashTests
{
    private const int Tokens = 100_000, AtOnce = 4, Kills = 3;

    // A kill costs a started task one attempt; what is promised here is not the fallback after too many.
    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["Model__MaxConcurrency"] = $"{AtOnce}",
        ["Tasks__MaxAttempts"] = $"{Kills + 1}",
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_MidGeneration_ThriceInARow_CompletesAndChargesEveryTaskOnce()
    {
        const int Finished = 3, Unfinished = 10;
        await using var all = await AllInOne.StartAsync(Settings);
        using var user = await all.UserAsync("alice", Tokens);
        var before = new Dictionary<Guid, string>();
        for (var i = 0; i < Finished; i++)
        {
            var task = await user.StartAsync($"finished n{i}", Cancellation);
            before[task] = (await user.EndAsync(task, Cancellation)).Body;
        }
        var gate = new TaskCompletionSource();
        all.Model.Behaviour = ModelBehaviours.AnswerInChunks(["A pro", "mpt."], piece => piece == 0 ? Task.CompletedTask : gate.Task);
        var tasks = new List<Guid>();
        for (var i = 0; i < Unfinished; i++)
            tasks.Add(await user.StartAsync($"unfinished n{i}", Cancellation));

        for (var kill = 1; kill <= Kills; kill++)
        {
            await all.Model.WaitForCallsAsync(Finished + (kill * AtOnce), Cancellation).WaitAsync(Eventually.Bound, Cancellation);
            await all.CrashAndStartAgainAsync();
        }
        gate.SetResult();

        // Nobody asks for a task until all is paid for.
        var paid = new Account(Tokens - ((Finished + Unfinished) * AllInOne.TokensPerAnswer), Reserved: 0);
        await Eventually.GetAsync(() => user.AccountAsync(Cancellation), account => account == paid, $"the account is {paid}", Cancellation);
        foreach (var (task, body) in before)
            Assert.Equal(body, (await user.StatusAsync(task, Cancellation)).Body);
        foreach (var task in tasks)
        {
            var end = await user.EndAsync(task, Cancellation);
            Assert.Equal(("completed", "A prompt.", AllInOne.TokensPerAnswer), (end.Status, end.Prompt, end.Charged));
        }
        Assert.InRange(all.Model.Calls.Count, Finished + Unfinished, Finished + Unfinished + (Kills * AtOnce));
    }

    [Fact]
    public async Task Kill_RightAfterAcceptance_LosesNoTaskAndNoWebhook()
    {
        const int TasksPerKill = 20;
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var all = await AllInOne.StartAsync(new(Settings) { ["Webhooks__AllowedHosts__0"] = "127.0.0.1", ["Webhooks__AttemptTimeout"] = "00:00:01" });
        using var user = await all.UserAsync("alice", Tokens);
        using var set = await user.Http.PutAsJsonAsync("/api/v1/webhooks/endpoint/", new { url = receiver.Url }, Cancellation);
        set.EnsureSuccessStatusCode();
        var tasks = new List<Guid>();

        for (var kill = 0; kill < Kills; kill++)
        {
            tasks.AddRange(await Task.WhenAll(Enumerable.Range(0, TasksPerKill).Select(i => user.StartAsync($"task n{kill}n{i}", Cancellation))));
            await all.CrashAndStartAgainAsync();
        }

        var ends = await Task.WhenAll(tasks.Select(task => user.EndAsync(task, Cancellation)));
        Assert.All(ends, end => Assert.Equal(("completed", "ai", AllInOne.TokensPerAnswer), (end.Status, end.Origin, end.Charged)));
        Assert.Equal(new Account(Tokens - (tasks.Count * AllInOne.TokensPerAnswer), 0), await user.AccountAsync(Cancellation));
        await Eventually.UntilAsync(() => receiver.Received.Select(told => told.Id).Distinct().Count() == tasks.Count, "each end is told", Cancellation);
        Assert.Equal(tasks.Order(), receiver.Received.Select(told => (told.Id, Task: told.Json.GetProperty("data").GetProperty("task_id").GetGuid())).Distinct().Select(told => told.Task).Order());
    }
}
