using System.Text;

namespace PromptGen.Models;

/// <summary>
/// The part of an unfinished answer that the finished, tidied one is sure to begin with: blanks at the ends may still
/// be taken away, and so may a code fence around the whole. What is shown of it while it is written never has to be
/// taken back. Thread-safe.
/// </summary>
public sealed class StreamedText : ILiveText
{
    private readonly Lock _lock = new();
    private int _rewrites;
    private readonly StringBuilder _certain = new();
    private string _blanks = "";
    private bool _isFenced;

    /// <summary>How often the text was begun anew.</summary>
    public int Rewrites
    {
        get
        {
            lock (_lock)
                return _rewrites;
        }
    }

    /// <inheritdoc />
    public void Restart()
    {
        lock (_lock)
        {
            _rewrites++;
            _certain.Clear();
            (_blanks, _isFenced) = ("", false);
        }
    }

    /// <inheritdoc />
    public void Add(string piece)
    {
        lock (_lock)
        {
            var text = _blanks + piece;
            if (_certain.Length == 0)
                text = text.TrimStart();
            _isFenced |= _certain.Length == 0 && text.StartsWith('`');
            var end = _isFenced ? 0 : text.TrimEnd().Length;
            _certain.Append(text, 0, end);
            _blanks = _isFenced ? "" : text[end..];
        }
    }

    /// <summary>The certain text after the first <paramref name="known"/> characters of the <paramref name="rewrite"/>th text; of a newer one, from its beginning.</summary>
    /// <returns>Which text it is, where the piece begins, and the piece.</returns>
    public (int Rewrite, int Start, string Text) After(int rewrite, int known)
    {
        lock (_lock)
        {
            var start = rewrite == _rewrites ? known : 0;
            return (_rewrites, start, start >= _certain.Length ? "" : _certain.ToString(start, _certain.Length - start));
        }
    }
}
