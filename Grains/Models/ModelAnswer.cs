using System.Text;
using Microsoft.Extensions.AI;

namespace PromptGen.Models;

/// <summary>An answer as it arrives, and the verdict on it once it has ended.</summary>
internal sealed class ModelAnswer
{
    private const int LongestText = 64 * 1024;

    private readonly StringBuilder _text = new();
    private ChatFinishReason? _finish;
    private UsageDetails? _usage;
    private string? _model;
    private bool _begun;
    private bool _refused;

    public bool IsTooLong => _text.Length > LongestText;

    /// <summary>Takes in the next piece.</summary>
    public void Add(ChatResponseUpdate update)
    {
        _begun = true;
        _text.Append(update.Text);
        _finish = update.FinishReason ?? _finish;
        _model = update.ModelId ?? _model;
        _refused |= update.Contents.Any(content => content is ErrorContent);
        // The last report counts: Gemini repeats its running totals with every piece, and a sum would charge for all of them.
        _usage = update.Contents.OfType<UsageContent>().LastOrDefault()?.Details ?? _usage;
    }

    /// <summary>The verdict, after the last piece.</summary>
    public PromptWriterResult End(string modelName, int promptCharacters)
    {
        if (_finish == ChatFinishReason.ContentFilter || _refused)
            return new PromptWriterResult.Failed(ModelFailureReason.Blocked);
        if (!_begun)
            return new PromptWriterResult.Failed(ModelFailureReason.Empty);
        if (_finish is null)
            return new PromptWriterResult.Failed(ModelFailureReason.TruncatedStream);

        var written = _text.ToString();
        var text = AnswerText.Clean(written);
        return text.Length == 0
            ? new PromptWriterResult.Failed(ModelFailureReason.Empty)
            : new PromptWriterResult.Written(text, _model ?? modelName, Reported(_usage) ?? ModelUsage.Estimate(promptCharacters, written.Length));
    }

    /// <summary>Zeros are what servers send that do not count.</summary>
    private static ModelUsage? Reported(UsageDetails? usage)
    {
        var (prompt, completion) = (Count(usage?.InputTokenCount), Count(usage?.OutputTokenCount));
        var total = Math.Max(Count(usage?.TotalTokenCount), prompt + completion);
        return total > 0 ? new(prompt, completion, total, Estimated: false) : null;
    }

    /// <summary>No true count is negative or beyond a billion; such numbers must not reach the ledger.</summary>
    private static int Count(long? tokens) => (int)Math.Clamp(tokens ?? 0, 0, 1_000_000_000);
}
