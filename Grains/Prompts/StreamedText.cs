using System.Text;
using PromptGen.Prompts.Answers;

namespace PromptGen.Prompts;

/// <summary>
/// The part of an unfinished answer that the finished prompt is sure to begin with, see <see cref="AnswerText"/>. What was shown of it is
/// never taken back, except by a rewrite: where the text is begun anew, or turns out to have been the model's thoughts. Thread-safe.
/// </summary>
public sealed class StreamedText : ILiveText
{
    private readonly Lock _lock = new();
    private readonly StringBuilder _written = new();
    private int _rewrites;
    private string _certain = "";
    private int _looked;
    private int _shown;

    /// <summary>How often the text was begun anew.</summary>
    public int Rewrites
    {
        get
        {
            lock (_lock)
            {
                // What nobody was shown need not be taken back.
                if (_shown > 0)
                    Look();
                return _rewrites;
            }
        }
    }

    /// <inheritdoc />
    public void Restart()
    {
        lock (_lock)
        {
            _rewrites++;
            _written.Clear();
            (_certain, _looked, _shown) = ("", 0, 0);
        }
    }

    /// <inheritdoc />
    public void Add(string piece)
    {
        lock (_lock)
            _written.Append(piece);
    }

    /// <summary>The certain text after the first <paramref name="known"/> characters of the <paramref name="rewrite"/>th text; of a newer one, from its beginning.</summary>
    /// <returns>Which text it is, where the piece begins, and the piece.</returns>
    public (int Rewrite, int Start, string Text) After(int rewrite, int known)
    {
        lock (_lock)
        {
            Look();
            _shown = _certain.Length;
            var start = rewrite == _rewrites ? known : 0;
            return (_rewrites, start, start >= _certain.Length ? "" : _certain[start..]);
        }
    }

    /// <summary>Looked for only when somebody asks: pieces come more often than readers do.</summary>
    private void Look()
    {
        if (_looked == _written.Length)
            return;
        _looked = _written.Length;
        var text = _written.ToString();
        var (start, length) = AnswerText.Certain(text);
        var certain = text.AsSpan(start, length);
        if (!certain.StartsWith(_certain.AsSpan(0, _shown)))
        {
            _rewrites++;
            _shown = 0;
        }

        _certain = certain.ToString();
    }
}
