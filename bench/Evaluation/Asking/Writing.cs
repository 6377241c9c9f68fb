using System.Text;
using Microsoft.Extensions.AI;
using PromptGen.Prompts;

namespace PromptGen.Evaluation.Asking;

/// <summary>Looks on while one prompt is written: what the model wrote at first, and what that cost.</summary>
internal sealed class Writing : ILiveText
{
    // Several are written at once, by one writer and one model.
    private static readonly AsyncLocal<Writing?> Ambient = new();

    private readonly StringBuilder _text = new();
    private string _before = "";
    private long _unpaid;

    /// <summary>The one that this flow of calls belongs to.</summary>
    public static Writing? Current => Ambient.Value;

    /// <summary>The first whole text, as the service holds it against the notes.</summary>
    public string? First { get; private set; }

    /// <summary>Whether more stood around it.</summary>
    public bool IsTrimmed { get; private set; }

    /// <summary>Tokens of calls whose text was not delivered.</summary>
    public long Unpaid => _unpaid;

    /// <summary>Begins one, for the calls of the caller from here on.</summary>
    public static Writing Begin() => Ambient.Value = new();

    /// <inheritdoc />
    public void Add(string piece) => _text.Append(piece);

    /// <inheritdoc />
    public void Restart()
    {
        _before = _text.ToString();
        _text.Clear();
    }

    /// <summary>The model is asked. Where it is shown a text of its own, that one was whole and did not pass; others that were dropped had broken off.</summary>
    public void Asked(IEnumerable<ChatMessage> messages)
    {
        if (messages.FirstOrDefault(message => message.Role == ChatRole.Assistant) is { } written)
            Wrote(written.Text, _before);
    }

    /// <summary>Nothing more comes.</summary>
    public void Ended(PromptWriterResult result)
    {
        if (result is PromptWriterResult.Written written)
            Wrote(written.Text, _text.ToString());
    }

    /// <summary>Tokens that nobody pays for.</summary>
    public void AddUnpaid(long tokens) => Interlocked.Add(ref _unpaid, tokens);

    private void Wrote(string text, string streamed)
    {
        if (First is not null)
            return;
        First = text;
        IsTrimmed = streamed.Trim() != text;
    }
}
