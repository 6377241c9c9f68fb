using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PromptGen.Testing.Processes;

/// <summary>POSIX signals, which <see cref="Process"/> cannot send.</summary>
internal static class Signals
{
    public const int Terminate = 15, Continue = 18, Stop = 19;

    public static void Send(this Process process, int signal)
    {
        if (Kill(process.Id, signal) != 0)
            throw new InvalidOperationException($"Signal {signal} could not be sent to process {process.Id}.");
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
