using System.Runtime.CompilerServices;
using PromptGen.Prompts.Facts;

namespace PromptGen.Prompts.Checks;

/// <summary>Every eight words in a row of a text: a prompt that holds such a run by chance there is none of. Made once of a text that many prompts are compared with.</summary>
public sealed class WordRuns
{
    private const int Length = 8;

    private readonly HashSet<ulong> _runs = [];

    /// <summary>The runs of a text, however it is written: letters of one case, no accents, no punctuation.</summary>
    public WordRuns(string text) => AddTo(_runs, text);

    /// <summary>The first run that a prompt has in common with the text and none of <paramref name="given"/>, in the prompt's words; <c>null</c>: there is none.</summary>
    internal string? FirstIn(string prompt, params ReadOnlySpan<string?> given)
    {
        HashSet<ulong>? excused = null;
        for (var reader = new Reader(prompt); reader.Next();)
        {
            if (!_runs.Contains(reader.Hash))
                continue;
            if (excused is null)
            {
                excused = [];
                foreach (var text in given)
                    AddTo(excused, text ?? "");
            }

            if (!excused.Contains(reader.Hash))
                return reader.Words;
        }

        return null;
    }

    private static void AddTo(HashSet<ulong> runs, string text)
    {
        for (var reader = new Reader(text); reader.Next();)
            runs.Add(reader.Hash);
    }

    [InlineArray(Length)]
    private struct Ring<T>
    {
        private T _first;
    }

    /// <summary>Goes from run to run; each is known by a hash of its words.</summary>
    private struct Reader(string text)
    {
        private Ring<ulong> _hashes;
        private Ring<int> _starts;
        private int _at, _words;

        public ulong Hash { get; private set; }

        public readonly string Words => text[_starts[_words % Length].._at];

        public bool Next()
        {
            while (ReadWord())
            {
                if (_words < Length)
                    continue;
                Hash = 0;
                for (var word = _words; word < _words + Length; word++)
                    Hash = (Hash * 0x9E3779B97F4A7C15) + _hashes[word % Length];
                return true;
            }

            return false;
        }

        private bool ReadWord()
        {
            var (hash, start) = (14695981039346656037UL, -1);
            for (; _at < text.Length; _at++)
            {
                var c = Folding.Of(text[_at]);
                if (c is ' ' or '\n' or '.' or ',' or ':' or ';' or '-' or '"' or '*')
                {
                    if (start >= 0)
                        break;
                }
                else if (c is not Folding.Nothing)
                {
                    // FNV-1a.
                    hash = (hash ^ c) * 1099511628211UL;
                    start = start < 0 ? _at : start;
                }
            }

            if (start < 0)
                return false;
            (_hashes[_words % Length], _starts[_words % Length]) = (hash, start);
            _words++;
            return true;
        }
    }
}
