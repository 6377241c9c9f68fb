namespace PromptGen.PromptTasks;

/// <summary>
/// Numbers the texts that readers of a task may see one after the other, in rising order: each attempt writes one, begins it anew at
/// most a few times, and the fallback is another.
/// </summary>
public static class PromptTaskDraft
{
    private const int PerAttempt = 8;
    private const int Fallback = PerAttempt - 1;

    /// <summary>The text that an attempt writes after it has begun anew <paramref name="rewrite"/> times.</summary>
    public static int Of(int attempt, int rewrite) => (PerAttempt * attempt) + Math.Min(rewrite, Fallback - 1);

    /// <summary>The text that became an attempt's result.</summary>
    public static int Of(int attempt, GeneratedPrompt result) =>
        result.Origin == PromptOrigin.Fallback ? (PerAttempt * attempt) + Fallback : Of(attempt, result.Rewrites);
}
