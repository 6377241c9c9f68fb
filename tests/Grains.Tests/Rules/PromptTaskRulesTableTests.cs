using PromptGen.PromptTasks;

namespace PromptGen.Grains.Tests.Rules;

/// <summary>Every event in every step.</summary>
public sealed class PromptTaskRulesTableTests
{
    // A step: the event leads there. "-": it changes nothing. "!": it cannot happen.
    private const string Table = """
                        Submitted Resumed    Advanced        Reserved         Refused Produced   Settled   Stopped            Deleted
        None            Queued    !          !               !                !       !          !         !                  !
        Queued          -         Queued     WaitingForModel TokensReserved   Failed  Finalizing !         Cancelled          !
        Initializing    -         Queued     WaitingForModel TokensReserved   Failed  Finalizing !         Cancelled          !
        TokensReserved  -         Queued     WaitingForModel TokensReserved   Failed  Finalizing !         Cancelled          !
        InstructionBuilt -        Queued     WaitingForModel InstructionBuilt Failed  Finalizing !         Cancelled          !
        WaitingForModel -         Queued     -               WaitingForModel  Failed  Finalizing !         Cancelled          !
        Finalizing      -         Finalizing -               !                !       -          Completed !                  !
        Completed       -         -          -               -                -       -          -         -                  Completed
        Failed          -         -          -               -                -       -          -         -                  Failed
        Cancelled       -         -          -               -                -       -          Cancelled -                  -
        """;

    public static TheoryData<PromptTaskStep, string, string> Cells
    {
        get
        {
            var rows = Table.Split('\n').Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToArray();
            var cells = new TheoryData<PromptTaskStep, string, string>();
            foreach (var row in rows[1..])
            {
                for (var column = 0; column < rows[0].Length; column++)
                    cells.Add(Enum.Parse<PromptTaskStep>(row[0]), rows[0][column], row[column + 1]);
            }
            return cells;
        }
    }

    public static TheoryData<PromptTaskStep, string> CellsOf(string kind)
    {
        var cells = new TheoryData<PromptTaskStep, string>();
        foreach (var (step, happened, expected) in Cells.Select(row => row.Data))
        {
            if (kind == (expected is "-" or "!" ? expected : "step"))
                cells.Add(step, happened);
        }
        return cells;
    }

    [Fact]
    public void Table_NamesEveryStepAndEveryEvent()
    {
        var named = Cells.Select(row => (row.Data.Item1, row.Data.Item2)).ToHashSet();

        Assert.Equal(Enum.GetValues<PromptTaskStep>().Length * typeof(PromptTaskEvent).GetNestedTypes().Length, named.Count);
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Apply_LeadsWhereTheTableSays(PromptTaskStep step, string happened, string expected)
    {
        var state = Sample.At(step);

        if (expected == "!")
            Assert.Throws<InvalidOperationException>(() => state.Apply(Sample.Events[happened], Sample.Now));
        else
            Assert.Equal(expected == "-" ? step : Enum.Parse<PromptTaskStep>(expected), state.Apply(Sample.Events[happened], Sample.Now).Step);
    }

    [Theory]
    [MemberData(nameof(CellsOf), "-")]
    public void Apply_WhatChangesNothing_GivesTheSameRecordBack(PromptTaskStep step, string happened)
    {
        var state = Sample.At(step);

        Assert.Same(state, state.Apply(Sample.Events[happened], Sample.Now));
    }

    [Theory]
    [MemberData(nameof(CellsOf), "step")]
    public void Apply_WhatChangesSomething_RaisesTheVersionByOne(PromptTaskStep step, string happened)
    {
        var state = Sample.At(step);

        Assert.Equal(state.Version + 1, state.Apply(Sample.Events[happened], Sample.Now).Version);
    }

    [Theory]
    [MemberData(nameof(CellsOf), "!")]
    public void Apply_WhatCannotHappen_NamesStepAndEvent(PromptTaskStep step, string happened)
    {
        var failure = Assert.Throws<InvalidOperationException>(() => Sample.At(step).Apply(Sample.Events[happened], Sample.Now));

        Assert.Equal($"{happened} cannot happen to a generation that is {step}.", failure.Message);
    }

    [Theory]
    [MemberData(nameof(EventNames))]
    public void Apply_ToACancelledTaskWhoseTokensAreBack_ChangesNothing(string happened)
    {
        var released = Sample.Released();

        Assert.Same(released, released.Apply(Sample.Events[happened], Sample.Now));
    }

    // All but the one that may still happen to it.
    public static TheoryData<string> EventNames => new(Sample.Events.Keys.Where(name => name != "Deleted"));

    [Theory]
    [MemberData(nameof(Advances))]
    public void Advanced_MovesForwardOnly(PromptTaskStep from, PromptTaskStep to, PromptTaskStep expected) =>
        Assert.Equal(expected, Sample.At(from).Apply(new PromptTaskEvent.Advanced(to), Sample.Now).Step);

    public static TheoryData<PromptTaskStep, PromptTaskStep, PromptTaskStep> Advances
    {
        get
        {
            var pairs = new TheoryData<PromptTaskStep, PromptTaskStep, PromptTaskStep>();
            for (var from = PromptTaskStep.Queued; from <= PromptTaskStep.Cancelled; from++)
            {
                for (var to = PromptTaskStep.None; to <= PromptTaskStep.Cancelled; to++)
                    pairs.Add(from, to, to > from && to < PromptTaskStep.Finalizing ? to : from);
            }
            return pairs;
        }
    }
}
