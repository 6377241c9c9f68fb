namespace PromptGen.SystemTests.Events;

/// <summary>Whatever ends a task closes its connection to the model and gives its tokens back.</summary>
[Collection(SharedClusterGroup.Name)]
public sealed class CancelTests(SharedCluster shared)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cancel_OnAnotherSiloThanTheGatewayAsks_ClosesTheConnectionToTheModel()
    {
        using var user = await shared.UserAsync();
        var elsewhere = await Eventually.GetAsync(
            async () =>
            {
                var marker = Marks.New();
                shared.Model.On(marker, ModelBehaviours.HangAfter("A pro"));
                return (Task: await user.StartAsync(marker, Cancellation), Call: await shared.Cluster.Model.CallAboutAsync(marker, Cancellation));
            },
            one => shared.Cluster.SiloOf(one.Call) == shared.Cluster.Silos[1], "a task runs on the second silo", Cancellation);
        await using var reader = await EventReader.OpenAsync(user, elsewhere.Task);

        await Cancelling.AssertClosedAsync(user, elsewhere.Task, elsewhere.Call);

        Assert.Equal("cancelled", (await reader.ToEndAsync())[^1].Name);
    }

    [Fact]
    public async Task Timeout_OfARunningTask_ClosesTheConnectionToTheModel_AndChargesWhatWasRead()
    {
        using var user = await shared.UserAsync();
        var marker = Marks.New();
        shared.Model.On(marker, ModelBehaviours.HangAfter("A pro"));
        var task = await user.StartWithTimeoutAsync(marker, seconds: 5, Cancellation);
        await using var reader = await EventReader.OpenAsync(user, task);
        var call = await shared.Cluster.Model.CallAboutAsync(marker, Cancellation);

        var last = (await reader.ToEndAsync())[^1];

        Assert.Equal("cancelled", last.Name);
        Assert.Equal("deadline_exceeded", last.Json.GetProperty("error_code").GetString());
        await call.Disconnected.WaitAsync(Cancelling.Soon, Cancellation);
        Assert.Equal("A pro", reader.Text);
        var usage = last.Json.GetProperty("usage");
        Assert.True(usage.GetProperty("estimated").GetBoolean());
        Assert.InRange(usage.GetProperty("tokens_charged").GetInt64(), 1, 699);
        Assert.Equal(new Account(SharedCluster.Tokens - usage.GetProperty("tokens_charged").GetInt64(), 0), await user.AccountAsync(Cancellation));
    }
}
