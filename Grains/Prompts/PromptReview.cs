using PromptGen.Llm;
using PromptGen.Prompts.Checks;

namespace PromptGen.Prompts;

/// <summary>
/// Holds what the model wrote against what it was written from: the model is asked once more where something is wrong, what is then missing is completed from the
/// notes' own lines, and what is then wrong is refused.
/// </summary>
/// <param name="sources">What it was written from.</param>
/// <param name="live">Whoever reads along, and has to be told that a text is replaced.</param>
/// <param name="unpaid">Counts the call that did not become the prompt: that one is the operator's.</param>
internal sealed class PromptReview(PromptSources sources, ILiveText live, UnpaidTokens unpaid)
{
    /// <summary>What is found in a text, and nothing is done about: the demo writer would write it in the same way again.</summary>
    public PromptWriterResult.Written Look(PromptWriterResult.Written written) => written with { Quality = PromptCheck.Check(sources, written.Text).ToQuality() };

    /// <summary>The prompt to deliver.</summary>
    /// <param name="written">What the model wrote.</param>
    /// <param name="askAgain">Asks it once more, with what is wrong.</param>
    public async Task<PromptWriterResult> Pass(PromptWriterResult.Written written, Func<string, Task<ModelOutcome>> askAgain)
    {
        var first = PromptCheck.Check(sources, written.Text);
        if (first.Flaws.IsEmpty)
            return written with { Quality = first.ToQuality() };

        live.Restart();
        var repaired = (await askAgain(RepairRequest.Text(first))).Written;
        if (repaired is not null && Completed(repaired, PromptCheck.Check(sources, repaired.Text)) is { } mended)
        {
            unpaid.Add(written.Usage.TotalTokens, UnpaidTokens.Repaired);
            return mended with { Quality = mended.Quality! with { Repaired = true } };
        }

        unpaid.Add(repaired?.Usage.TotalTokens ?? 0, UnpaidTokens.Repaired);
        live.Restart();
        if (Completed(written, first) is { } completed)
        {
            live.Add(completed.Text);
            return completed;
        }

        unpaid.Add(written.Usage.TotalTokens, ModelFailureReason.Quality.LogName());
        return new PromptWriterResult.Failed(ModelFailureReason.Quality) { Quality = first.ToQuality() with { IsRefused = true } };
    }

    /// <summary>A text with what is missing in it; <c>null</c> where that does not make it a prompt that may be delivered.</summary>
    private PromptWriterResult.Written? Completed(PromptWriterResult.Written written, PromptReport report)
    {
        // Asked of the text as the model left it: behind what is added, a cut could not be seen any more.
        if (!report.IsCompletable)
            return null;
        var (text, appended) = FactsSection.Append(written.Text, report, sources.Notes);
        if (appended > 0)
            report = PromptCheck.Check(sources, text);
        return report.IsDeliverable ? written with { Text = text, Quality = report.ToQuality() with { Appended = appended } } : null;
    }
}
