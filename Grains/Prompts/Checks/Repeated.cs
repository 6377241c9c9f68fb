using System.Buffers;
using PromptGen.Prompts.Facts;

namespace PromptGen.Prompts.Checks;

/// <summary>
/// Things of one price, or of one number. Where the notes name a value more often than the prompt does, each of them has to be beside it in
/// some line: "tea and coffee $3 each" names both.
/// </summary>
internal sealed class Repeated
{
    private const int ShortestWord = 3, Stem = 4, MostLooks = 200;

    private static readonly SearchValues<char> Signs = SearchValues.Create(",;،؛、，；|•");

    private readonly Draft _draft;
    private readonly ILookup<string, Fact> _held;
    private readonly Dictionary<string, int> _given;
    private int _looks;

    public Repeated(Draft draft)
    {
        _draft = draft;
        _held = draft.Facts.Where(IsCounted).ToLookup(Key);
        _given = draft.NoteFacts.Where(IsCounted).CountBy(Key).ToDictionary();
    }

    /// <summary>Whether the prompt holds the value of a fact of the notes, but not this one's.</summary>
    public bool Lacks(Fact fact)
    {
        if (!IsCounted(fact) || !_given.TryGetValue(Key(fact), out var given) || given < 2)
            return false;
        var held = _held[Key(fact)];
        if (!held.Any() || held.Count() >= given || ++_looks > MostLooks)
            return false;
        var names = Stems(Clause(_draft.Sources.Notes, fact));
        return names.Count > 0 && !held.Any(other => Stems(Lines.Of(_draft.Prompt, other)).Overlaps(names));
    }

    private static bool IsCounted(Fact fact) => fact.Kind is FactKind.Price && fact.Values.Length == 1;

    private static string Key(Fact fact) => fact.Values[0];

    /// <summary>What stands between the signs around a fact.</summary>
    private static string Clause(string text, Fact fact)
    {
        var (start, end) = Lines.Around(text, fact);
        var from = text.AsSpan(start, fact.Start - start).LastIndexOfAny(Signs) is >= 0 and var before ? start + before + 1 : start;
        var to = text.AsSpan(fact.End, end - fact.End).IndexOfAny(Signs) is >= 0 and var after ? fact.End + after : end;
        return string.Concat(text.AsSpan(from, fact.Start - from), " ", text.AsSpan(fact.End, to - fact.End));
    }

    private static HashSet<string> Stems(string text)
    {
        var folded = Folding.Of(text);
        var stems = new HashSet<string>();
        for (var at = 0; at < folded.Length;)
        {
            var end = at;
            while (end < folded.Length && FoldedText.IsWord(folded[end]))
                end++;
            if (end - at >= ShortestWord || (end > at && folded[at] >= '\u2E80'))
                stems.Add(folded[at..Math.Min(end, at + Stem)]);
            at = Math.Max(end, at + 1);
        }

        return stems;
    }
}
