namespace PromptGen.Testing.Processes;

/// <summary>The program that has a model write prompts of the corpus.</summary>
public sealed class EvaluationProcess : ProgramProcess
{
    private EvaluationProcess(IReadOnlyDictionary<string, string?> settings, string[] arguments)
        : base("bench/Evaluation", settings, arguments)
    {
    }

    /// <summary>Runs it to its end.</summary>
    /// <returns>Its exit code, and what it printed to either.</returns>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(IReadOnlyDictionary<string, string?> settings, params string[] arguments)
    {
        await using var process = new EvaluationProcess(settings, arguments);
        return (await process.WaitForExitAsync(), process.Output, process.Errors);
    }
}
