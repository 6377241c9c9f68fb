using System.Text;

namespace PromptGen.Llm;

/// <summary>
/// Arranges notes under headings, as a model would be asked to: those of the template, else a few of our own. Nothing is invented: each
/// word is the user's, the template's or one of <see cref="DemoWords"/>, and every word of the notes is there.
/// </summary>
internal static class DemoPrompt
{
    /// <summary>The prompt. Without a model nobody understands a wish: it is written down below what there was.</summary>
    public static string Write(DemoNotes notes)
    {
        var prompt = notes.Previous ?? Write(notes.Template, notes.Text);
        return notes.Feedback is { } feedback ? $"{prompt.TrimEnd()}\n\n{DemoWords.For(prompt).Wishes}\n{new DemoFact(DemoKind.About, feedback.Trim().ReplaceLineEndings("\n").Split('\n')).ToList()}" : prompt;
    }

    /// <summary>The prompt of notes alone.</summary>
    public static string Write(string? template, string notes)
    {
        var words = DemoWords.For(notes);
        var facts = DemoFacts.Of(notes);
        var prompt = new StringBuilder();
        if (!string.IsNullOrWhiteSpace(template) && words.Suit(template))
            FillIn(prompt, DemoTemplate.Sections(template), facts, words);
        else
            Arrange(prompt, facts, words);
        return prompt.ToString().TrimEnd();
    }

    private static void FillIn(StringBuilder prompt, IReadOnlyList<DemoTemplate> sections, IReadOnlyList<DemoFact> facts, DemoWords words)
    {
        // The first section says who the assistant is; facts belong below it.
        var open = sections.Skip(1).Where(section => section.HasGaps).ToArray();
        var placed = open.Length == 0 ? null : facts.ToLookup(fact => open.MaxBy(section => Fit(fact, section))!);
        for (var at = 0; at < sections.Count; at++)
        {
            var section = sections[at];
            var you = at == 0 && section.HasGaps ? $"{words.You} " : "";
            Append(prompt, section.Heading, (you + section.Text).Trim(), placed?[section] ?? []);
        }
        if (placed is null)
            AppendFacts(prompt, facts, words);
    }

    private static void Arrange(StringBuilder prompt, IReadOnlyList<DemoFact> facts, DemoWords words)
    {
        Append(prompt, words.Role, $"{words.You} {words.Manner}", []);
        AppendFacts(prompt, facts, words);
        Append(prompt, words.Unknown, facts.Any(fact => fact.Kind == DemoKind.Contact) ? $"{words.Honest} {words.Refer}" : words.Honest, []);
    }

    private static void AppendFacts(StringBuilder prompt, IReadOnlyList<DemoFact> facts, DemoWords words)
    {
        foreach (var (kind, heading) in (ReadOnlySpan<(DemoKind, string)>)
            [(DemoKind.About, words.About), (DemoKind.Hours, words.Hours), (DemoKind.Prices, words.Prices), (DemoKind.Contact, words.Contact)])
            Append(prompt, heading, "", facts.Where(fact => fact.Kind == kind));
    }

    /// <summary>A section that would be empty is left out.</summary>
    private static void Append(StringBuilder prompt, string heading, string text, IEnumerable<DemoFact> facts)
    {
        string[] body = [.. ((string[])[text, .. facts.Select(fact => fact.ToList())]).Where(part => part.Length > 0)];
        if (body.Length > 0)
            prompt.AppendJoin('\n', [.. heading.Length > 0 ? (string[])[heading] : [], .. body]).Append("\n\n");
    }

    /// <summary>How many words a fact shares with a section; its kind counts for more than its words.</summary>
    private static int Fit(DemoFact fact, DemoTemplate section)
    {
        string[] signs = fact.Kind switch
        {
            DemoKind.Hours => ["hour", "opening", "ساعت"],
            DemoKind.Prices => ["price", "قیمت"],
            DemoKind.Contact => ["phone", "mail", "website", "contact", "addres", "تلفن", "ایمیل", "تماس"],
            _ => [],
        };
        return (2 * signs.Count(section.Words.Contains)) + DemoTemplate.WordsOf(string.Join('\n', fact.Lines)).Count(section.Words.Contains);
    }
}
