using System.Text;
using Microsoft.Extensions.AI;
using PromptGen.Llm;
using PromptGen.Prompts.Answers;

namespace PromptGen.Prompts;

/// <summary>An answer as it arrives, and the verdict on it once it has ended.</summary>
internal sealed class ModelAnswer
{
    private const int LongestText = 64 * 1024;

    private readonly StringBuilder _text = new();
    private readonly SurrogatePairs _pairs = new();
    private UsageDetails? _usage;
    private string? _model;
    private bool _begun;
    private bool _blocked;
    private bool _cut;
    private bool _broken;

    public bool IsTooLong => _text.Length > LongestText;

    /// <summary>Whether the provider has said that this was all; whatever happens after that does not matter.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Takes in the next piece, and gives what of its text is sure.</summary>
    public string Add(ChatResponseUpdate update)
    {
        _begun = true;
        var text = _pairs.Next(update.Text);
        _text.Append(text);
        _model = update.ModelId is { Length: > 0 } model ? model : _model;
        if (update.FinishReason is { } finish)
        {
            HasEnded = true;
            _cut |= finish == ChatFinishReason.Length;
            _broken |= finish == FinishReasons.BrokenOff;
            _blocked |= finish == ChatFinishReason.ContentFilter;
        }

        foreach (var content in update.Contents)
        {
            _blocked |= content is ErrorContent;
            // The largest counts: some repeat their running totals with every piece, some end with zeros.
            if (content is UsageContent { Details: var usage })
                _usage = ModelUsage.Larger(_usage, usage);
        }

        return text;
    }

    /// <summary>The verdict, after the last piece.</summary>
    /// <param name="messages">What the model was asked.</param>
    /// <param name="request">And how.</param>
    public ModelOutcome End(IEnumerable<ChatMessage> messages, ChatOptions request)
    {
        if (_blocked)
            return Failed(ModelFailureReason.Blocked);
        if (_broken || (_begun && !HasEnded))
            return Failed(ModelFailureReason.TruncatedStream);
        if (_cut)
            return Failed(ModelFailureReason.Cut);

        var written = _text.Append(_pairs.End()).ToString();
        var text = AnswerText.Clean(written);
        return text.Length == 0
            ? Failed(ModelFailureReason.Empty)
            : new(new(text, _model ?? request.ModelId!, ModelUsage.Of(_usage, messages, written, request.MaxOutputTokens ?? 0)), null);
    }

    /// <summary>What it has used so far, believable or estimated; 0 when nothing came.</summary>
    public int Used(IEnumerable<ChatMessage> messages, ChatOptions request) =>
        _begun ? ModelUsage.Of(_usage, messages, _text.ToString(), request.MaxOutputTokens ?? 0).TotalTokens : 0;

    private static ModelOutcome Failed(ModelFailureReason reason) => new(null, new(reason));
}
