using System.Text;
using PromptGen.Prompts;

namespace PromptGen.PromptTasks;

/// <summary>The text of a generation as it is being written, in memory only, and whether somebody reads along.</summary>
internal sealed class PromptTaskText
{
    private static readonly TimeSpan WatchMemory = TimeSpan.FromSeconds(5);

    private readonly StringBuilder _text = new();
    private DateTimeOffset _watched = DateTimeOffset.MinValue;
    private TaskCompletionSource _written = NewSignal();
    private int _delivered;
    private int _deliveredBefore;

    /// <summary>The number of the text that is here, see <see cref="PromptTaskDraft"/>; 0 while there is none.</summary>
    public int Draft { get; private set; }

    /// <summary>Completes when text is added.</summary>
    public Task Written => _written.Task;

    /// <summary>How much of a draft is here.</summary>
    public int LengthOf(int draft) => draft == Draft ? _text.Length : 0;

    /// <summary>The estimated tokens of the longest text that readers had, over all drafts.</summary>
    public int DeliveredTokens => Math.Max(_deliveredBefore, TokenEstimate.Of(_text.ToString(0, _delivered)));

    /// <summary>Gives a reader the text of a draft from <paramref name="start"/> on, as far as it is here.</summary>
    public string Deliver(int draft, int start)
    {
        if (start >= LengthOf(draft))
            return "";
        _delivered = _text.Length;
        return _text.ToString(start, _text.Length - start);
    }

    /// <summary>
    /// Adds text that begins at <paramref name="start"/>. A gap is refused, what is here already is skipped, and so is what comes late of an
    /// older draft.
    /// </summary>
    public void Write(int draft, int start, string text)
    {
        if (draft < Draft)
            return;
        if (draft > Draft)
        {
            _deliveredBefore = DeliveredTokens;
            Draft = draft;
            _delivered = 0;
            _text.Clear();
        }
        var known = _text.Length - start;
        if (known < 0 || known >= text.Length)
            return;
        _text.Append(text, known, text.Length - known);
        _written.SetResult();
        _written = NewSignal();
    }

    /// <summary>Drops the text, which is the result's from now on.</summary>
    public void Forget()
    {
        _text.Clear();
        _text.Capacity = 0;
        _delivered = 0;
    }

    /// <summary>Notes that somebody reads along.</summary>
    public void Watched(DateTimeOffset now) => _watched = now;

    /// <summary>Whether somebody did lately.</summary>
    public bool IsWatched(DateTimeOffset now) => now - _watched < WatchMemory;

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
