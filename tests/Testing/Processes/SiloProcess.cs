namespace PromptGen.Testing.Processes;

/// <summary>The Silo program.</summary>
public sealed class SiloProcess : ProgramProcess
{
    private SiloProcess(Uri url, IReadOnlyDictionary<string, string?> settings, EarlierBuild? build)
        : base("Silo", url, settings, build)
    {
    }

    /// <summary>Starts one with these environment variables; in Development unless they say otherwise.</summary>
    public static SiloProcess Start(IReadOnlyDictionary<string, string?> settings, Uri? url = null, EarlierBuild? build = null) => new(url ?? AnyUrl(), settings, build);

    private SiloProcess(IReadOnlyDictionary<string, string?> settings, string command)
        : base("Silo", settings, command)
    {
    }

    /// <summary>Runs one of the program's commands to its end.</summary>
    /// <returns>Its exit code, and what it printed.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync(string command, IReadOnlyDictionary<string, string?> settings)
    {
        await using var process = new SiloProcess(settings, command);
        return (await process.WaitForExitAsync(), process.Output + process.Errors);
    }
}
