using PromptGen.Prompts.Facts;

namespace PromptGen.Prompts.Checks;

/// <summary>
/// Sections of the template that are missing although the notes have something for them, or the template itself says what they hold. Headings are
/// looked for where prompt and template are in one language; else only how many there are.
/// </summary>
internal static class Sections
{
    private static readonly string[] Fillers =
    [
        "when", "what", "with", "your", "from", "that", "this", "each", "until", "where", "have", "more", "than", "their", "them", "they", "about", "into", "will", "also", "only",
        "این", "اگر", "است", "های", "خود", "برای", "کنید", "بدهید", "باشد", "هستید", "دارد", "کند", "شود", "نفر", "روز", "بیش", "بیشتر",
    ];

    public static IEnumerable<Flaw> Find(Draft draft)
    {
        if (draft.Sources.Template is not { } template || draft.Sources.Previous is not null)
            return [];
        var sections = Outline.Of(template).Where(section => section.Heading.Length > 0).ToList();
        if (sections.Count < 2)
            return [];
        var needed = Needed(draft, sections);
        var written = Outline.Of(draft.Prompt);
        var language = Languages.Of(template);
        if (language is not null && draft.Language is not null && !Languages.AreSame(language, draft.Language))
        {
            // Headings that were translated are only counted; two in one are no fault.
            var headings = written.Count(section => section.Heading.Length > 0);
            return headings * 2 < needed.Count ? [new(Finding.SectionMissing, needed[^1].Heading)] : [];
        }

        var headed = Outline.Words(string.Join('\n', written.Select(section => section.Heading)));
        return needed.Where(section => !IsWritten(section, headed, draft.Prompt)).Select(section => new Flaw(Finding.SectionMissing, section.Heading));
    }

    private static List<Section> Needed(Draft draft, List<Section> sections)
    {
        var words = Outline.Words(draft.Sources.Notes);
        var kinds = draft.NoteFacts.Select(fact => fact.Kind).ToHashSet();
        return [.. sections.Where(section => OwnText(section.Body).Length > 0 || Serves(section, kinds) || Tell(section.Heading + "\n" + section.Body).Count(words.Contains) >= 2)];
    }

    /// <summary>What of a section needs no filling in; a line with a gap in it does.</summary>
    private static string OwnText(string body) =>
        string.Join(' ', body.Split('\n').Where(line => !line.Contains('[', StringComparison.Ordinal) && line.Trim().Length >= 20)).Trim();

    private static bool Serves(Section section, HashSet<FactKind> kinds)
    {
        // What a line is about stands before its gap; within that stands what some business would put there.
        var words = Outline.Words(string.Join('\n', section.Body.Split('\n').Select(line => line.Split('[')[0])));
        return (kinds.Contains(FactKind.Price) && words.Contains("price")) || (kinds.Contains(FactKind.Time) && words.Contains("hour")) || (kinds.Contains(FactKind.Phone) && words.Contains("phone"));
    }

    /// <summary>A section is there by its heading, by most of that heading's words in some other one, or by its own sentences.</summary>
    private static bool IsWritten(Section section, HashSet<string> headed, string prompt)
    {
        var words = Tell(section.Heading).ToList();
        if (words.Count == 0 || words.Any(headed.Contains))
            return true;
        var own = Outline.Words(OwnText(section.Body));
        return own.Count > 0 && own.Count(Outline.Words(prompt).Contains) * 3 >= own.Count * 2;
    }

    private static IEnumerable<string> Tell(string text) => Outline.Words(text).Where(word => !Fillers.Contains(word));
}
