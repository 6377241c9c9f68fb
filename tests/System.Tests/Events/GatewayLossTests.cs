namespace PromptGen.SystemTests.Events;

/// <summary>Readers whose gateway goes away.</summary>
[Collection(SharedClusterGroup.Name)]
public sealed class GatewayLossTests(SharedCluster shared)
{
    private readonly string _marker = Marks.New(), _name = SharedCluster.NewName();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_OfTheGateway_AnotherGoesOnFromTheLastEventId()
    {
        using var user = await shared.UserAsync(_name);
        await using var lost = shared.Cluster.StartGateway();
        await lost.WaitUntilReadyAsync(Cancellation);
        using var there = await ApiClient.LogInAsync(lost.Url, _name, cancellation: Cancellation);
        var model = new HeldPieces("You sell", " bread", " and", " cakes.");
        shared.Model.On(_marker, model.Behaviour);
        var task = await there.StartAsync(_marker, Cancellation);
        await using var before = await EventReader.OpenAsync(there, task);
        model.Release(1);
        await before.UntilTextAsync("You sell");

        await lost.KillAsync();
        model.Release(3);
        await using var after = await EventReader.OpenAsync(user, task, before.LastId);
        await after.UntilTextAsync(" bread and");
        model.ReleaseAll();
        await after.ToEndAsync();

        Promise.AssertWhole(model.Whole, [.. before.Events, .. after.Events]);
        Assert.DoesNotContain(after.Events, one => one.Name == "reset");
        Assert.Single(shared.Model.CallsAbout(_marker));
    }

    [Fact]
    public async Task Sigterm_OfTheGateway_EndsStreamsAndLongPollsProperly()
    {
        using var user = await shared.UserAsync(_name);
        await using var lost = shared.Cluster.StartGateway();
        await lost.WaitUntilReadyAsync(Cancellation);
        using var there = await ApiClient.LogInAsync(lost.Url, _name, cancellation: Cancellation);
        shared.Model.On(_marker, ModelBehaviours.HangAfter("A pro"));
        var task = await there.StartAsync(_marker, Cancellation);
        await using var reader = await EventReader.OpenAsync(there, task);
        await reader.UntilTextAsync("A pro");
        var poll = there.Http.GetAsync($"/api/v1/web-knowledge/generate-prompt-async/status/{task}/?wait=30", Cancellation);

        lost.Terminate();

        Assert.Equal(0, await lost.WaitForExitAsync());
        Assert.DoesNotContain(await reader.ToEndAsync(), one => one.IsTerminal);
        using var answer = await poll;
        Assert.Equal("processing", new Generation(answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation)).Status);
    }
}
