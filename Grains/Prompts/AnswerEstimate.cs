namespace PromptGen.Prompts;

/// <summary>How long a prompt will be, before it is written. Between the two lie most prompts of common models; thoughts of models that think are not in them.</summary>
public static class AnswerEstimate
{
    // What a prompt has around the facts: role, tone, what to do when it does not know.
    private const int LeastAround = 100, MostAround = 1000;

    /// <summary>A short and a long one, in tokens.</summary>
    /// <param name="submission">What the user asks for.</param>
    /// <param name="template">The business template, if there is one.</param>
    /// <param name="outputLimit">What an answer may have at the most, in tokens.</param>
    public static (int Low, int High) Of(PromptSubmission submission, string? template, int outputLimit)
    {
        var (low, high) = submission.PreviousPrompt is { } previous
            // Changed, it is about as long as before.
            ? (TokenEstimate.Of(previous) / 2, (TokenEstimate.Of(previous) * 3 / 2) + TokenEstimate.Of(submission.Feedback))
            // The facts are said again, in more words.
            : (TokenEstimate.Of(submission.ManualPrompt), (TokenEstimate.Of(submission.ManualPrompt) * 2) + TokenEstimate.Of(template));
        return (Math.Min(low + LeastAround, outputLimit), Math.Min(high + MostAround, outputLimit));
    }
}
