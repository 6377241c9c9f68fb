using PromptGen.Prompts;

namespace PromptGen.Running;

/// <summary>One generation's stand at the model's door; see <see cref="ModelPace"/>.</summary>
/// <param name="number">Tells it from others.</param>
/// <param name="since">When it came.</param>
public sealed class ModelTurn(long number, TimeSpan since)
{
    internal long Number => number;

    internal TimeSpan Since => since;

    internal TimeSpan NotBefore { get; set; }

    internal TimeSpan Began { get; set; }

    internal TaskCompletionSource<bool> Verdict { get; set; } = null!;

    /// <summary>How its last call failed; <c>null</c>: none did.</summary>
    public PromptWriterResult.Failed? Failure { get; internal set; }
}
