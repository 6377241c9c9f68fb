using System.Text.RegularExpressions;

namespace PromptGen.Llm;

/// <summary>A section of a template, without what has a bracketed placeholder: nobody fills it in.</summary>
/// <param name="Heading">Its heading line; empty for what stands before the first.</param>
/// <param name="Text">What needs no filling in.</param>
/// <param name="HasGaps">Whether it asks for facts.</param>
/// <param name="Words">The words of the whole of it, by which facts find it.</param>
internal sealed partial record DemoTemplate(string Heading, string Text, bool HasGaps, IReadOnlySet<string> Words)
{
    private static readonly HashSet<string> Fillers = ["with", "from", "what", "that", "this", "each", "until", "when", "where", "your", "have"];

    /// <summary>The sections of a template, in its order.</summary>
    public static IReadOnlyList<DemoTemplate> Sections(string template)
    {
        var sections = new List<DemoTemplate>();
        var (heading, lines) = ("", new List<string>());
        foreach (var line in template.ReplaceLineEndings("\n").Split('\n').Append("# "))
        {
            if (!line.StartsWith('#'))
            {
                lines.Add(line);
                continue;
            }
            if (heading.Length > 0 || lines.Any(one => !string.IsNullOrWhiteSpace(one)))
                sections.Add(Section(heading, lines));
            (heading, lines) = (line.Trim(), []);
        }
        return sections;
    }

    /// <summary>Words that tell something, without a plural's s.</summary>
    public static IReadOnlySet<string> WordsOf(string text) =>
        Word().Matches(text.ToLowerInvariant()).Select(word => word.Value.TrimEnd('s')).Where(word => word.Length > 3 && !Fillers.Contains(word)).ToHashSet();

    private static DemoTemplate Section(string heading, List<string> lines)
    {
        var kept = lines.Where(line => !line.StartsWith('-') || !HasGap(line))
            .Select(line => string.Join(' ', SentenceEnd().Split(line).Where(sentence => !HasGap(sentence))));
        var all = string.Join('\n', lines);
        return new(heading, string.Join('\n', kept).Trim(), HasGap(all) || string.IsNullOrWhiteSpace(all), WordsOf($"{heading}\n{all}"));
    }

    private static bool HasGap(string text) => text.Contains('[', StringComparison.Ordinal);

    [GeneratedRegex(@"[\p{L}\p{M}]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"(?<=[.!?؟])\s+")]
    private static partial Regex SentenceEnd();
}
