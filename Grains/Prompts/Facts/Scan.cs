using System.Collections;

namespace PromptGen.Prompts.Facts;

/// <summary>A text that is being searched: what was found, and which of its characters belong to it.</summary>
internal sealed class Scan(FoldedText text)
{
    private readonly BitArray _taken = new(text.Length);

    public FoldedText Text { get; } = text;

    public List<Fact> Facts { get; } = [];

    /// <summary>Where words about hours begin.</summary>
    public List<int> HourWords { get; } = Prompts.Facts.HourWords.Find(text);

    /// <summary>Numbers that may be hours, by their place: as ends of a range, or behind a word such as "until".</summary>
    public Dictionary<int, string[]> Hours { get; } = [];

    public bool IsTaken(int at) => (uint)at < (uint)Text.Length && _taken[at];

    public bool IsFree(int start, int end)
    {
        for (var at = start; at < end; at++)
        {
            if (_taken[at])
                return false;
        }

        return true;
    }

    /// <summary>What stands here is a fact, unless a part of it belongs to one already.</summary>
    public void Add(FactKind kind, int start, int end, params string[] values)
    {
        if (!IsFree(start, end))
            return;
        for (var at = start; at < end; at++)
            _taken[at] = true;
        Facts.Add(new Fact(kind, Text.Words(start, end), Text.Place(start)) { Values = values, Hours = kind is FactKind.Number && Hours.TryGetValue(start, out var hours) ? hours : [], Counted = kind is FactKind.Number && end - start <= 2 ? NumberWords.CountedAt(Text, start, end) : [] });
    }
}
