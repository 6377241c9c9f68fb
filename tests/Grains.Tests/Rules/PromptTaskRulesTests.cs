using PromptGen.PromptTasks;

namespace PromptGen.Grains.Tests.Rules;

/// <summary>What else an event does than to lead to a step.</summary>
public sealed class PromptTaskRulesTests
{
    [Fact]
    public void Submitted_BeginsTheFirstAttemptOfItsOwner() => Assert.Equal(
        new PromptTaskState
        {
            Step = PromptTaskStep.Queued,
            Version = 1,
            Attempt = 1,
            Silo = Sample.Silo,
            Submission = Sample.Submission,
            ReservationId = Sample.ReservationId,
            CreatedAt = Sample.Now,
            UpdatedAt = Sample.Now,
        },
        new PromptTaskState().Apply(Sample.Events["Submitted"], Sample.Now));

    [Theory]
    [InlineData(PromptTaskStep.Queued)]
    [InlineData(PromptTaskStep.WaitingForModel)]
    public void Resumed_BeforeThereIsAResult_StartsOverAsANewAttempt(PromptTaskStep step)
    {
        var state = Sample.At(step);

        Assert.Equal(
            state with { Step = PromptTaskStep.Queued, Attempt = 2, Silo = "silo-2", Version = state.Version + 1, UpdatedAt = Sample.Now },
            state.Apply(new PromptTaskEvent.Resumed("silo-2"), Sample.Now));
    }

    [Fact]
    public void Resumed_WhileItOnlyWaited_IsNoStart()
    {
        var waited = Sample.At(PromptTaskStep.Queued).After(Sample.Events["Resumed"]).After(Sample.Events["Resumed"]);

        Assert.Equal((3, 0), (waited.Attempt, waited.Starts));
    }

    [Fact]
    public void Starts_CountsTheAttemptsThatBegan()
    {
        var begun = new PromptTaskEvent.Advanced(PromptTaskStep.Initializing);

        var twice = Sample.At(PromptTaskStep.Queued).After(begun).After(Sample.Events["Reserved"]).After(Sample.Events["Resumed"]).After(begun);

        Assert.Equal(2, twice.Starts);
    }

    [Theory]
    [InlineData(0, 7)]
    [InlineData(7, 0)]
    [InlineData(7, 8)]
    public void Template_OfTheFirstStart_IsThatOfAllLaterOnes(long first, long later)
    {
        var begun = Sample.At(PromptTaskStep.Queued).After(Sample.Events["Resumed"]).After(new PromptTaskEvent.Advanced(PromptTaskStep.Initializing, first));

        var again = begun.After(Sample.Events["Advanced"]).After(Sample.Events["Resumed"]).After(new PromptTaskEvent.Advanced(PromptTaskStep.Initializing, later));

        Assert.Equal((first, first, 2), (begun.TemplateVersion, again.TemplateVersion, again.Starts));
    }

    [Fact]
    public void Resumed_WhileFinalizing_KeepsTheResult()
    {
        var state = Sample.At(PromptTaskStep.Finalizing);

        Assert.Equal(
            state with { Attempt = 2, Silo = "silo-2", Version = state.Version + 1, UpdatedAt = Sample.Now },
            state.Apply(new PromptTaskEvent.Resumed("silo-2"), Sample.Now));
    }

    [Fact]
    public void Reserved_SaysHowManyTokensAreSetAsideAndForWhatInstruction()
    {
        var reserved = Sample.At(PromptTaskStep.Initializing).Apply(new PromptTaskEvent.Reserved(1650, 1800), Sample.Now);

        Assert.Equal((new TokenCharge(ChargeState.Reserved, 1650), 1800), (reserved.Charge, reserved.InstructionTokens));
    }

    [Fact]
    public void Refused_LeavesNothingToSettle()
    {
        var resumed = Sample.At(PromptTaskStep.TokensReserved).After(Sample.Events["Resumed"]);

        var failed = resumed.Apply(Sample.Events["Refused"], Sample.Now);

        Assert.Equal((true, TokenCharge.None, Sample.Refusal), (failed.IsSettled, failed.Charge, failed.Error));
    }

    [Fact]
    public void Settled_OfAResult_CompletesTheTaskWithItsCharge()
    {
        var charge = new TokenCharge(ChargeState.Charged, 310);

        var completed = Sample.At(PromptTaskStep.Finalizing).Apply(new PromptTaskEvent.Settled(charge), Sample.Now);

        Assert.Equal((PromptTaskStep.Completed, true, charge, Sample.Now), (completed.Step, completed.IsSettled, completed.Charge, completed.UpdatedAt));
    }

    [Fact]
    public void Settled_OfACancelledTask_DoesNotProlongItsLife()
    {
        var cancelled = Sample.At(PromptTaskStep.Cancelled);

        var released = cancelled.Apply(new PromptTaskEvent.Settled(new TokenCharge(ChargeState.Released, 700)), Sample.Now);

        Assert.Equal(cancelled.UpdatedAt, released.UpdatedAt);
    }

    [Fact]
    public void Stopped_ByItsUser_GivesNoError() =>
        Assert.Null(Sample.At(PromptTaskStep.WaitingForModel).Apply(new PromptTaskEvent.Stopped(CancelReason.Requested, 0), Sample.Now).Error);

    [Fact]
    public void Stopped_ByItsDeadline_SaysTheLimit() => Assert.Equal(
        new PromptTaskError("deadline_exceeded", "The generation was not done within its time limit of 90 seconds"),
        Sample.At(PromptTaskStep.WaitingForModel).Apply(new PromptTaskEvent.Stopped(CancelReason.DeadlineExceeded, 0), Sample.Now).Error);

    [Theory]
    [InlineData(CancelReason.Requested)]
    [InlineData(CancelReason.DeadlineExceeded)]
    public void Stopped_AfterAReaderHadText_OwesInstructionAndThatText(CancelReason reason) => Assert.Equal(
        new TokenUsage(250, 40, 290) { Estimated = true },
        Sample.At(PromptTaskStep.WaitingForModel).Apply(new PromptTaskEvent.Stopped(reason, 40), Sample.Now).ReadUsage);

    [Theory]
    [InlineData(CancelReason.Requested, 0)]
    [InlineData(CancelReason.DeadlineExceeded, 0)]
    [InlineData(CancelReason.Withdrawn, 40)]
    [InlineData(CancelReason.Administrator, 40)]
    public void Stopped_UnreadOrByNoWishOfItsUser_OwesNothing(CancelReason reason, long read) =>
        Assert.Null(Sample.At(PromptTaskStep.WaitingForModel).Apply(new PromptTaskEvent.Stopped(reason, read), Sample.Now).ReadUsage);

    [Theory]
    [InlineData(CancelReason.Requested)]
    [InlineData(CancelReason.DeadlineExceeded)]
    public void Stopped_WhileAClientWaitsWithinItsRequest_OwesNothing(CancelReason reason)
    {
        var writing = Sample.At(PromptTaskStep.WaitingForModel) with { Submission = Sample.Submission with { IsAwaited = true } };

        Assert.Null(writing.Apply(new PromptTaskEvent.Stopped(reason, 40), Sample.Now).ReadUsage);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Produced_ByTheModel_IsTheTextThatWasBeingWritten(int rewrites)
    {
        var writing = Sample.At(PromptTaskStep.WaitingForModel);

        var produced = writing.Apply(new PromptTaskEvent.Produced(Sample.Written with { Rewrites = rewrites }), Sample.Now);

        Assert.Equal(PromptTaskDraft.Of(writing.Attempt, rewrites), produced.ResultDraft);
    }

    [Fact]
    public void Drafts_Rise_WithEachTextThatReadersMaySee()
    {
        int[] drafts =
        [
            PromptTaskDraft.Of(1, 0), PromptTaskDraft.Of(1, 1), PromptTaskDraft.Of(1, 2), PromptTaskDraft.Of(1, Sample.Combined),
            PromptTaskDraft.Of(2, 0), PromptTaskDraft.Of(2, Sample.Combined),
        ];

        Assert.Equal(drafts.Order().Distinct(), drafts);
    }

    [Fact]
    public void Resumed_WhileFinalizing_IsStillTheSameDraft()
    {
        var state = Sample.At(PromptTaskStep.Finalizing);

        Assert.Equal(state.ResultDraft, state.Apply(Sample.Events["Resumed"], Sample.Now).ResultDraft);
    }

    [Fact]
    public void Deleted_KeepsHowItEnded_AndNoTextOfAnybodys()
    {
        var submission = Sample.Submission with { Fingerprint = "f", CallbackUrl = "https://example.com", PreviousPrompt = "Previous.", Feedback = "Shorter." };
        var ended = new PromptTaskState().After(new PromptTaskEvent.Submitted(submission, Sample.Silo, Sample.ReservationId))
            .After(new PromptTaskEvent.Produced(Sample.Written with { Template = "bakery@0" }, "cached")).After(Sample.Events["Settled"]);

        var deleted = ended.Apply(Sample.Events["Deleted"], Sample.Now);

        Assert.Equal((PromptTaskStep.Completed, ended.Version + 1, ended.UpdatedAt, "f", "https://example.com", "cached"),
            (deleted.Step, deleted.Version, deleted.UpdatedAt, deleted.Fingerprint, deleted.CallbackUrl, deleted.CachedUnder));
        Assert.Equal(new PromptSubmission { ManualPrompt = "", Fingerprint = "f", CallbackUrl = "https://example.com" }, deleted.Submission);
        Assert.Equal(Sample.Written with { Text = "", Template = "bakery@0" }, deleted.Result);
    }

    [Fact]
    public void Deleted_OfACancellationWhoseTokensAreNotBack_WaitsForThem() =>
        Assert.False(Sample.At(PromptTaskStep.Cancelled).After(Sample.Events["Deleted"]).After(Sample.Events["Settled"]).IsDeleted);

    [Fact]
    public void Deadline_IsTheTimeoutAfterTheAcceptance() =>
        Assert.Equal(Sample.Accepted.AddSeconds(90), Sample.At(PromptTaskStep.Queued).Deadline);
}
