using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PromptGen.Evaluation.Asking;
using PromptGen.Evaluation.Reports;
using PromptGen.Evaluation.Tables;
using PromptGen.Llm;

namespace PromptGen.Evaluation;

/// <summary>One run: asks, shows, writes.</summary>
internal static class Run
{
    /// <summary>Runs it.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="FormatException">An option does not lead anywhere; nothing was asked.</exception>
    /// <exception cref="OptionsValidationException">The model is configured in a way that cannot work; nothing was asked.</exception>
    public static async Task<int> Async(EvaluationOptions options, CancellationToken cancellation)
    {
        // Found out before the model is asked, which costs time and money.
        var earlier = options.Compare is { } file ? ReportFile.Read(file) : null;
        if (options.Out is { } report && Path.GetDirectoryName(Path.GetFullPath(report)) is { } folder)
            MakeFolder("--out", folder);
        if (options.Texts is { } texts)
            MakeFolder("--texts", texts);

        await using var services = ModelServices.Build(options.Settings);
        var model = services.GetRequiredService<IOptions<ModelOptions>>().Value;
        if (model.Provider is ModelProviders.None)
            throw new FormatException("No model is configured: set GEMINI_API_KEY, or --provider, --model and --endpoint and, where one is needed, Model__ApiKey.");

        var subjects = Subjects.Of(options.Language, options.Limit);
        await Console.Error.WriteLineAsync($"{model.Provider}: {model.Name} is asked for {subjects.Count} prompts, {options.Parallel} at once.");
        var outcomes = await new Evaluator(services, options).RunAsync(subjects, cancellation);
        if (!outcomes.Any(outcome => outcome.IsAnswered))
        {
            await Console.Error.WriteLineAsync(cancellation.IsCancellationRequested ? "Stopped." : Unanswered(outcomes, services.GetRequiredService<ModelFaults>()));
            return cancellation.IsCancellationRequested ? 130 : 1;
        }

        await ShowAsync(Tally.Of(outcomes, model, options), earlier, options);
        return cancellation.IsCancellationRequested ? 130 : 0;
    }

    private static async Task ShowAsync(EvaluationReport report, EvaluationReport? earlier, EvaluationOptions options)
    {
        Console.Write(ReportTables.Of(report));
        if (earlier is not null)
            Console.Write(Comparison.Of(earlier, report));
        if (options.Out is { } file)
            await ReportFile.WriteAsync(report, file);
    }

    /// <summary>Why there is nothing to report. What the provider said is not repeated: it may quote the key.</summary>
    private static string Unanswered(IReadOnlyList<Outcome> outcomes, ModelFaults faults)
    {
        var reasons = outcomes.Select(outcome => outcome.Failure!).CountBy(failure => (failure.Reason, failure.Status))
            .Select(reason => $"{reason.Key.Reason.LogName()}{(reason.Key.Status is { } status ? $" (HTTP {status})" : "")} {reason.Value}×");
        return $"The model answered nothing to {outcomes.Count} notes, so there is no report: {string.Join(", ", reasons)}.{(faults.Description is { } words ? $" {words}." : "")}";
    }

    private static void MakeFolder(string option, string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new FormatException($"{option}: {failure.Message}", failure);
        }
    }
}
