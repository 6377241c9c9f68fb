namespace PromptGen.Load.Scenarios;

/// <summary>The scenarios in the order of the standard form.</summary>
internal static class All
{
    private static readonly (string Name, Func<Stage, Task> RunAsync, bool IsForAny)[] Scenarios =
    [
        (CompleteScenario.Name, CompleteScenario.RunAsync, true),
        (StartScenario.Name, StartScenario.RunAsync, true),
        (PollScenario.Name, PollScenario.RunAsync, true),
        (CostScenario.Name, CostScenario.RunAsync, true),
        (InFlightScenario.Name, InFlightScenario.RunAsync, true),
        (EventsScenario.Name, EventsScenario.RunAsync, false),
        (UsersScenario.Name, UsersScenario.RunAsync, false),
        (BatchesScenario.Name, BatchesScenario.RunAsync, false),
        (SilosScenario.Name, SilosScenario.RunAsync, false),
        (GrowthScenario.Name, GrowthScenario.RunAsync, false),
    ];

    /// <summary>Runs those that were asked for and that the system can take.</summary>
    public static async Task RunAsync(Stage stage)
    {
        if (stage.Options.Only.Except(Scenarios.Select(scenario => scenario.Name)).ToArray() is [var unknown, ..])
            throw new FormatException($"{unknown} is no scenario: {string.Join(", ", Scenarios.Select(scenario => scenario.Name))}.");
        foreach (var scenario in Scenarios)
        {
            if (stage.Options.Only is not [] && !stage.Options.Only.Contains(scenario.Name))
                continue;
            if (scenario.IsForAny || stage.System.IsOurs)
                await scenario.RunAsync(stage);
        }
    }
}
