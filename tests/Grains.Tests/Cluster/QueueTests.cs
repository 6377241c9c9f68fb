using PromptGen.Testing;

namespace PromptGen.Grains.Tests.Cluster;

/// <summary>Tasks that wait for their turn on a silo that does one at a time, and tasks whose time is over.</summary>
public sealed class QueueTests
{
    [Fact]
    public async Task GetStatus_WhileQueued_NamesThePlaceInTurnsBetweenUsers()
    {
        await using var silo = await NarrowSilo.Start();
        var free = await Occupy(silo);
        var (second, third) = (await silo.Submit("anna"), await silo.Submit("anna"));
        var other = await silo.Submit("berta");

        var places = new[] { await Place(second), await Place(other), await Place(third) };

        Assert.Equal([0, 1, 2], places);
        free.SetResult();
    }

    [Fact]
    public async Task Submit_OfOneWhoTookWhatTheyCould_IsRefused_AndOthersAreServed()
    {
        await using var silo = await NarrowSilo.Start();
        var free = await Occupy(silo);
        for (var waiting = 0; waiting < 2; waiting++)
            await silo.Submit("anna");

        var refused = await silo.Submit("anna", SubmitOutcome.TooManyTasks);
        var other = await silo.Submit("berta");

        Assert.Null(await refused.GetStatus());
        free.SetResult();
        Assert.Equal(PromptTaskStatus.Completed, (await Ended(other)).Status);
    }

    [Fact]
    public async Task Submit_ToAFullQueue_IsRefusedAndWritesNothing()
    {
        await using var silo = await NarrowSilo.Start();
        var free = await Occupy(silo);
        foreach (var user in (string[])["anna", "anna", "berta"])
            await silo.Submit(user);

        var refused = await silo.Submit("carla", SubmitOutcome.Busy);

        Assert.Null(await refused.GetStatus());
        free.SetResult();
    }

    [Fact]
    public async Task Cancel_WhileQueued_LeavesTheQueueAtOnceAndReservesNothing()
    {
        await using var silo = await NarrowSilo.Start();
        var free = await Occupy(silo);
        var (second, third) = (await silo.Submit("anna"), await silo.Submit("anna"));

        var result = await second.Cancel(CancelReason.Requested);

        Assert.Equal((true, TokenCharge.None, PromptTaskStatus.Cancelled), (result.Cancelled, result.Task!.Charge, result.Task.Status));
        Assert.Equal(0, await Place(third));
        free.SetResult();
        Assert.Equal(PromptTaskStatus.Completed, (await Ended(third)).Status);
        Assert.Equal(2, silo.Model.Calls("anna").Count + silo.Model.Calls("first").Count);
    }

    [Fact]
    public async Task GetStatus_AfterTheRetention_IsNothing()
    {
        await using var silo = await NarrowSilo.Start();
        var task = await silo.Submit("anna");
        await Ended(task);

        silo.Clock.Ahead = TimeSpan.FromMinutes(9);
        Assert.NotNull(await task.GetStatus());
        silo.Clock.Ahead = TimeSpan.FromMinutes(10);
        Assert.Null(await task.GetStatus());
        Assert.Null(await task.WaitForChange(0, TimeSpan.FromSeconds(30)));
        Assert.Equal(new CancelResult(false, null), await task.Cancel(CancelReason.Requested));
    }

    /// <summary>Keeps the one place busy until told.</summary>
    private static async Task<TaskCompletionSource> Occupy(NarrowSilo silo)
    {
        var free = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        silo.Model.On("first", ModelBehaviours.AnswerInChunks(["Done."], _ => free.Task));
        await silo.Submit("first");
        await silo.Model.Called("first", 1);
        return free;
    }

    private static async Task<int?> Place(IPromptTaskGrain task) => (await task.GetStatus())!.QueuePosition;

    private static async Task<PromptTaskView> Ended(IPromptTaskGrain task) =>
        (await Eventually.Sees(() => task.GetStatus(), view => view?.Status.IsTerminal() is true))!;
}
