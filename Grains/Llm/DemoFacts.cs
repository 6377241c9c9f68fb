using System.Text.RegularExpressions;

namespace PromptGen.Llm;

/// <summary>Takes notes apart, so that each piece can be put where it belongs. No word is lost.</summary>
internal static partial class DemoFacts
{
    // Longer parts between commas are clauses of a sentence, which lose their sense on their own.
    private const int LongestRoughPart = 6;

    /// <summary>The facts, in the order of the notes.</summary>
    public static IReadOnlyList<DemoFact> Of(string notes)
    {
        var facts = new List<DemoFact>();
        var block = new List<string>();
        foreach (var line in notes.ReplaceLineEndings("\n").Split('\n').Append(""))
        {
            var text = Bullet().Replace(line.Trim(), "").Trim();
            var isTitle = line.TrimStart().StartsWith('#') || text.EndsWith(':') || text.EndsWith('：');
            if (block.Count > 0 && (text.Length == 0 || isTitle))
            {
                facts.Add(new DemoFact(DemoKinds.Of(string.Join('\n', block)), [.. block]));
                block.Clear();
            }
            if (text.Length == 0)
                continue;
            // What follows a title belongs to it.
            if (isTitle || block.Count > 0)
                block.Add(text);
            else
                facts.AddRange(SentenceEnd().Split(text).SelectMany(Parts));
        }
        return facts;
    }

    /// <summary>A rough line such as <c>Cafe Aurora, open 8-18, +1 555 0100</c> falls apart where the subject changes; a sentence stays whole.</summary>
    private static IEnumerable<DemoFact> Parts(string sentence)
    {
        var parts = Separator().Split(sentence).Where(part => part.Length > 0).ToArray();
        if (parts.Any(part => part.Count(char.IsWhiteSpace) >= LongestRoughPart))
            return [new DemoFact(DemoKinds.Of(sentence), [sentence])];

        var facts = new List<DemoFact>();
        foreach (var part in parts)
        {
            var kind = DemoKinds.Of(part);
            if (facts.Count > 0 && facts[^1].Kind == kind && kind != DemoKind.About)
                facts[^1] = new DemoFact(kind, [$"{facts[^1].Lines[0]}, {part}"]);
            else
                facts.Add(new DemoFact(kind, [part]));
        }
        return facts;
    }

    [GeneratedRegex(@"^(?:#+|[-*•–—·])\s+")]
    private static partial Regex Bullet();

    // After a word of some length, so that "Tel. +1" and "St. Gallen" stay together; a full stop of Chinese or Japanese needs no blank.
    [GeneratedRegex(@"(?<=\w{4}[.!?؟])\s+(?=[\p{Lu}\p{Lo}])|(?<=[。！？])")]
    private static partial Regex SentenceEnd();

    // No comma inside a number, and none inside brackets.
    [GeneratedRegex(@"(?:[,;،؛]\s+|、|\s+[|·]\s+)(?![^()]{0,200}\))")]
    private static partial Regex Separator();
}
