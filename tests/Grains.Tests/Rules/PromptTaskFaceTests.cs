using PromptGen.PromptTasks;

namespace PromptGen.Grains.Tests.Rules;

/// <summary>What clients see of a task.</summary>
public sealed class PromptTaskFaceTests
{
    private static readonly Guid TaskId = Guid.Parse("11111111-2222-3333-4444-555555555555");
    private static readonly TimeSpan Retention = TimeSpan.FromMinutes(10);

    [Theory]
    [InlineData(PromptTaskStep.Queued, PromptTaskStatus.Queued, 0, "Task queued, waiting to start...")]
    [InlineData(PromptTaskStep.Initializing, PromptTaskStatus.Processing, 10, "Initializing AI generation...")]
    [InlineData(PromptTaskStep.TokensReserved, PromptTaskStatus.Processing, 30, "Checking tokens...")]
    [InlineData(PromptTaskStep.InstructionBuilt, PromptTaskStatus.Processing, 50, "Generating enhanced prompt with AI...")]
    [InlineData(PromptTaskStep.WaitingForModel, PromptTaskStatus.Processing, 70, "Waiting for AI response...")]
    [InlineData(PromptTaskStep.Finalizing, PromptTaskStatus.Processing, 90, "Finalizing...")]
    [InlineData(PromptTaskStep.Completed, PromptTaskStatus.Completed, 100, "Prompt generated successfully")]
    [InlineData(PromptTaskStep.Cancelled, PromptTaskStatus.Cancelled, 100, "Prompt generation cancelled")]
    public void View_ShowsStatePercentAndWordsOfItsStep(PromptTaskStep step, PromptTaskStatus status, int progress, string message)
    {
        var view = View(Sample.At(step));

        Assert.Equal((status, progress, message), (view.Status, view.Progress, view.Message));
    }

    [Fact]
    public void Face_OfNoTask_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => PromptTaskStep.None.Face());

    [Fact]
    public void View_OfACompletionByTheFallback_SaysSo() =>
        Assert.Equal("Prompt generated (AI unavailable, using fallback)", View(Sample.FellBack()).Message);

    [Theory]
    [InlineData("no_subscription", "Subscription is not active")]
    [InlineData("subscription_deactivated", "Subscription is not active")]
    [InlineData("subscription_expired", "Subscription is not active")]
    [InlineData("no_tokens_remaining", "Insufficient tokens")]
    [InlineData("insufficient_tokens", "Insufficient tokens")]
    public void View_OfAFailure_SaysWhatIsWrongByItsCode(string code, string message)
    {
        var failed = Sample.At(PromptTaskStep.Initializing).After(new PromptTaskEvent.Refused(Sample.Refusal with { Code = code }));

        Assert.Equal((PromptTaskStatus.Failed, 100, message), (View(failed).Status, View(failed).Progress, View(failed).Message));
    }

    [Fact]
    public void View_OfAFailure_CarriesItsErrorWithTheNumbers() => Assert.Equal(Sample.Refusal, View(Sample.At(PromptTaskStep.Failed)).Error);

    [Theory]
    [MemberData(nameof(AllSteps))]
    public void CompletedAt_IsShownOfCompletedTasksAlone(PromptTaskStep step)
    {
        var state = Sample.At(step);

        Assert.Equal(step == PromptTaskStep.Completed ? state.UpdatedAt : null, View(state).CompletedAt);
    }

    [Theory]
    [MemberData(nameof(AllSteps))]
    public void ExpiresAt_IsTheRetentionAfterTheLastChangeOfTerminalTasks(PromptTaskStep step)
    {
        var state = Sample.At(step);

        Assert.Equal(step >= PromptTaskStep.Completed ? state.UpdatedAt + Retention : null, View(state).ExpiresAt);
    }

    [Theory]
    [MemberData(nameof(AllSteps))]
    public void Result_IsShownOfCompletedTasksAlone(PromptTaskStep step) =>
        Assert.Equal(step == PromptTaskStep.Completed ? Sample.Written : null, View(Sample.At(step)).Result);

    [Fact]
    public void Usage_IsShownOfWhatWasRead()
    {
        var read = Sample.At(PromptTaskStep.WaitingForModel).After(new PromptTaskEvent.Stopped(CancelReason.Requested, 40));

        Assert.Equal(read.ReadUsage, View(read).Usage);
        Assert.Null(View(Sample.At(PromptTaskStep.Cancelled)).Usage);
    }

    [Fact]
    public void View_CarriesIdAttemptVersionTimesAndCharge()
    {
        var state = Sample.At(PromptTaskStep.WaitingForModel).Apply(Sample.Events["Resumed"], Sample.Now);

        var view = View(state);

        Assert.Equal(
            (TaskId, 2, state.Version, Sample.Accepted, Sample.Now, new TokenCharge(ChargeState.Reserved, 700)),
            (view.TaskId, view.Attempt, view.Version, view.CreatedAt, view.UpdatedAt, view.Charge));
    }

    [Theory]
    [InlineData(PromptTaskStatus.Queued, false)]
    [InlineData(PromptTaskStatus.Processing, false)]
    [InlineData(PromptTaskStatus.Completed, true)]
    [InlineData(PromptTaskStatus.Failed, true)]
    [InlineData(PromptTaskStatus.Cancelled, true)]
    public void IsTerminal_OfTheLastThreeStatesAlone(PromptTaskStatus status, bool isTerminal) => Assert.Equal(isTerminal, status.IsTerminal());

    public static TheoryData<PromptTaskStep> AllSteps => new(Enum.GetValues<PromptTaskStep>().Where(step => step != PromptTaskStep.None));

    private static PromptTaskView View(PromptTaskState state) => state.ToView(TaskId, Retention);
}
