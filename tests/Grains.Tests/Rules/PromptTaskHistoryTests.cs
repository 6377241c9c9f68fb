using CsCheck;
using PromptGen.PromptTasks;

namespace PromptGen.Grains.Tests.Rules;

/// <summary>Whatever happens in whatever order, a generation keeps these promises.</summary>
public sealed class PromptTaskHistoryTests
{
    private static readonly Gen<PromptTaskEvent> AnyEvent = Gen.Frequency(
        (3, Gen.OneOf<PromptTaskEvent>([.. Sample.Events.Values])),
        (2, Gen.Enum<PromptTaskStep>().Select(step => (PromptTaskEvent)new PromptTaskEvent.Advanced(step))),
        (1, Gen.Const((PromptTaskEvent)new PromptTaskEvent.Produced(Sample.Combined))));

    [Fact]
    public void Terminal_StaysTerminal() => ForEachStep((before, after) => Assert.True(!before.IsTerminal || before.Step == after.Step));

    [Fact]
    public void Version_RisesWithEveryChange() => ForEachStep((before, after) => Assert.Equal(before.Version + 1, after.Version));

    [Fact]
    public void Attempt_NeverFalls() => ForEachStep((before, after) => Assert.InRange(after.Attempt, before.Attempt, before.Attempt + 1));

    [Fact]
    public void Progress_FallsOnlyByANewAttempt() => ForEachStep((before, after) =>
        Assert.True(after.Attempt > before.Attempt || !before.Exists || after.Step.Face().Progress >= before.Step.Face().Progress));

    [Fact]
    public void Result_IsNeverReplaced_UnlessItIsDeleted() => ForEachStep((before, after) =>
        Assert.True(before.Result is null || after.IsDeleted || ReferenceEquals(before.Result, after.Result)));

    [Fact]
    public void Settled_StaysSettled() => ForEachStep((before, after) => Assert.True(!before.IsSettled || after.IsSettled));

    [Fact]
    public void Completed_OnlyOnceSettled() => ForEachStep((_, after) => Assert.True(after.Step != PromptTaskStep.Completed || after.IsSettled));

    private static void ForEachStep(Action<PromptTaskState, PromptTaskState> promise) => AnyEvent.Array[1, 40].Sample(
        events =>
        {
            var state = new PromptTaskState();
            foreach (var happened in events)
            {
                var before = state;
                try
                {
                    state = before.Apply(happened, Sample.Now);
                }
                catch (InvalidOperationException)
                {
                    continue;
                }
                if (!ReferenceEquals(before, state))
                    promise(before, state);
            }
        },
        iter: 3000, threads: 1);
}
