using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;

namespace PromptGen.Evaluation;

/// <summary>Has a real model write prompts of the corpus, and reports what came of it: see bench/README.md.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            return await Run.Async(EvaluationOptions.Parse(args), stop.Token);
        }
        catch (FormatException wrong)
        {
            return await Refuse(wrong.Message);
        }
        catch (OptionsValidationException wrong)
        {
            return await Refuse(string.Join(' ', wrong.Failures));
        }
        catch (Exception failure)
        {
            await Console.Error.WriteLineAsync($"{failure}");
            return 1;
        }

        void Stop(PosixSignalContext signal)
        {
            // What was asked so far has cost something, and is shown.
            signal.Cancel = true;
            stop.Cancel();
        }
    }

    private static async Task<int> Refuse(string message)
    {
        await Console.Error.WriteLineAsync($"{message} See bench/README.md.");
        return 2;
    }
}
