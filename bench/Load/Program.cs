using System.Runtime.InteropServices;
using PromptGen.Load.Models;

namespace PromptGen.Load;

/// <summary>Measures a service: see bench/README.md.</summary>
internal static class Program
{
    /// <summary>The first argument of the process that is the fake model.</summary>
    public const string ModelRole = "model";

    /// <summary>The first argument of the process that is the endpoint which does nothing.</summary>
    public const string BareRole = "bare";

    private static async Task<int> Main(string[] args)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        switch (args)
        {
            case [ModelRole, var port]:
                await FakeModel.RunAsync(int.Parse(port, CultureInfo.InvariantCulture));
                return 0;
            case [BareRole, var port, var file]:
                await BareEndpoint.RunAsync(int.Parse(port, CultureInfo.InvariantCulture), file);
                return 0;
        }

        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            await Bench.RunAsync(BenchOptions.Parse(args), stop.Token);
            return 0;
        }
        catch (FormatException wrong)
        {
            await Console.Error.WriteLineAsync($"{wrong.Message} See bench/README.md.");
            return 2;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped.");
            return 130;
        }
        catch (Exception failure)
        {
            await Console.Error.WriteLineAsync($"{failure}");
            return 1;
        }

        void Stop(PosixSignalContext signal)
        {
            // What was started is ended first.
            signal.Cancel = true;
            stop.Cancel();
        }
    }
}
