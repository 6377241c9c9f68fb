using System.Diagnostics;

namespace PromptGen.Testing.Processes;

/// <summary>A tool that is run in the repository to its end.</summary>
public sealed class ToolProcess : CapturedProcess
{
    private ToolProcess(ProcessStartInfo start)
        : base(start)
    {
    }

    /// <summary>Runs it.</summary>
    /// <returns>What it printed.</returns>
    /// <exception cref="InvalidOperationException">It ended with a failure; the message is all that it printed.</exception>
    public static async Task<string> RunAsync(string command, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(command, arguments) { WorkingDirectory = ProgramProcess.RepositoryRoot };
        // What would stay behind to build faster next time would keep the output open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        // It asks nobody whether there is a newer one, and tells nobody that it ran.
        start.Environment["KIOTA_UPDATE__DISABLED"] = start.Environment["KIOTA_CLI_TELEMETRY_OPTOUT"] = "true";
        await using var process = new ToolProcess(start);
        var code = await process.WaitForExitAsync();
        return code == 0 ? process.Output : throw new InvalidOperationException($"{command} {string.Join(' ', start.ArgumentList)} ended with {code}.{Environment.NewLine}{process.Output}{process.Errors}");
    }
}
