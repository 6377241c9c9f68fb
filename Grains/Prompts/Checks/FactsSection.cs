using System.Text;
using PromptGen.Prompts.Facts;

namespace PromptGen.Prompts.Checks;

/// <summary>Completes a prompt with the lines of the notes that hold what it lacks, under a heading in its language.</summary>
public static class FactsSection
{
    private const int Longest = 4_000;

    /// <summary>The prompt with the section; as it is where nothing is missing. What is there already is not repeated.</summary>
    /// <param name="prompt">The prompt.</param>
    /// <param name="report">What its check has shown.</param>
    /// <param name="notes">The notes, whose language counts where the prompt's is not clear.</param>
    /// <returns>The text, and how many facts it now has more.</returns>
    public static (string Prompt, int Appended) Append(string prompt, PromptReport report, string notes)
    {
        var missing = report.Flaws.Where(flaw => flaw is { Finding: Finding.MissingFact, Fact: not null }).ToList();
        var lines = new List<string>();
        var length = 0;
        foreach (var flaw in missing)
        {
            // What a line breaks off with would look as if the prompt did.
            var line = flaw.Line is { Length: > 0 } whole ? whole.TrimEnd(' ', ',', ';', ':', '،', '؛', '-', '–', '—', '(', '/') : flaw.Fact!.Text;
            // Contacts and prices come first in the room there is; a line that holds two facts is written once.
            if (lines.Contains(line) || prompt.Contains(line, StringComparison.Ordinal) || length + line.Length > Longest)
                continue;
            lines.Add(line);
            length += line.Length;
        }

        if (lines.Count == 0)
            return (prompt, 0);
        var heading = LanguageWords.FactsHeading(report.Language ?? Languages.Of(notes) ?? "en");
        var text = new StringBuilder(prompt.TrimEnd()).Append("\n\n# ").Append(heading).Append('\n').AppendJoin('\n', lines.Select(line => $"- {line}")).ToString();
        var held = new FactIndex();
        held.Add(text);
        return (text, missing.Count(flaw => held.Holds(flaw.Fact!)));
    }
}
