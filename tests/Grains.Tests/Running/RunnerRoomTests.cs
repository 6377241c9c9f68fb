using PromptGen.Running;

namespace PromptGen.Grains.Tests.Running;

/// <summary>Who may have one more task on a silo.</summary>
public sealed class RunnerRoomTests
{
    [Fact]
    public void AUser_MayLetAsManyWaitAsThereIsRoomForOthers()
    {
        var room = new RunnerRoom(capacity: 200, perUser: 1000);

        Assert.Equal((100, SubmitOutcome.TooManyTasks), Fill(room, "anna"));
        Assert.Equal((50, SubmitOutcome.TooManyTasks), Fill(room, "berta"));
        Assert.Null(room.Refusal("carla"));
    }

    [Fact]
    public void AUser_MayHoldNoMoreThanTheirShare_HoweverEmptyTheQueueIs()
    {
        var room = new RunnerRoom(capacity: 20_000, perUser: 1000);
        room.Add("anna", held: 1000, waiting: 0);

        Assert.Equal((SubmitOutcome.TooManyTasks, null), (room.Refusal("anna"), room.Refusal("berta")));
    }

    [Fact]
    public void AFullQueue_IsBusyForEverybody()
    {
        var room = new RunnerRoom(capacity: 2, perUser: 1000);
        room.Add("anna", held: 1, waiting: 1);
        room.Add("berta", held: 1, waiting: 1);

        Assert.Equal((SubmitOutcome.Busy, SubmitOutcome.Busy), (room.Refusal("anna"), room.Refusal("carla")));
    }

    [Fact]
    public void WhatHasLeft_IsRoomAgain()
    {
        var room = new RunnerRoom(capacity: 1, perUser: 1);
        room.Add("anna", held: 1, waiting: 1);
        room.Add("anna", held: 0, waiting: -1);
        Assert.Equal(SubmitOutcome.TooManyTasks, room.Refusal("anna"));

        room.Add("anna", held: -1, waiting: 0);

        Assert.Null(room.Refusal("anna"));
    }

    private static (int Accepted, SubmitOutcome? Refusal) Fill(RunnerRoom room, string user)
    {
        var accepted = 0;
        for (; room.Refusal(user) is null; accepted++)
            room.Add(user, held: 1, waiting: 1);
        return (accepted, room.Refusal(user));
    }
}
