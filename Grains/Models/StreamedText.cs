using System.Text;

namespace PromptGen.Models;

/// <summary>
/// The part of an unfinished answer that the finished, tidied one is sure to begin with: blanks at the ends may still
/// be taken away, and so may a code fence around the whole. What is shown of it while it is written never has to be
/// taken back. Thread-safe.
/// </summary>
public sealed class StreamedText
{
    private readonly Lock _lock = new();
    private readonly StringBuilder _certain = new();
    private string _blanks = "";
    private bool _isFenced;

    /// <summary>How many characters are certain.</summary>
    public int Length
    {
        get
        {
            lock (_lock)
                return _certain.Length;
        }
    }

    /// <summary>Takes in the next piece.</summary>
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

    /// <summary>The certain text from <paramref name="start"/> on.</summary>
    public string From(int start)
    {
        lock (_lock)
            return start >= _certain.Length ? "" : _certain.ToString(start, _certain.Length - start);
    }
}
