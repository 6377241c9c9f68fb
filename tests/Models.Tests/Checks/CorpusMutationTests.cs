using PromptGen.Prompts.Checks;
using PromptGen.Prompts.Facts;
using PromptGen.Testing.Corpus;

namespace PromptGen.Models.Tests.Checks;

/// <summary>The finder and the check over the whole corpus: what is spoilt is caught, what is good is left alone.</summary>
public sealed class CorpusMutationTests
{
    private const string Brief = "# Role\nYou are the assistant of this business. You help its customers.\n\n";

    private static readonly FactKind[] Binding = [FactKind.Phone, FactKind.Email, FactKind.Url, FactKind.Handle, FactKind.Price];

    private static readonly Dictionary<string, CorpusNote> Notes = CorpusFiles.Notes.ToDictionary(note => note.Id);

    [Fact]
    public void FactsOfAllNotes_AreFound()
    {
        string[] missed =
        [
            .. from note in CorpusFiles.Notes.Select(note => (note.Id, note.Notes, note.Facts)).Concat(CorpusFiles.Injections.Select(note => (note.Id, note.Notes, note.Facts)))
               let found = FactFinder.Find(note.Notes)
               from fact in note.Facts
               where !Places(note.Notes, fact.Text).Any(place => found.Any(one => one.Start < place + fact.Text.Length && place < one.End))
               select $"{note.Id}: {fact.Text}",
        ];

        AssertShare(0.005, missed, CorpusFiles.Notes.Sum(note => note.Facts.Length));
        Assert.DoesNotContain(missed, one => one.Contains('@', StringComparison.Ordinal) || one.Contains(".example", StringComparison.Ordinal));
    }

    [Fact]
    public void Gaps_AreThoseThatAReaderWouldName()
    {
        string[] wrong =
        [
            .. CorpusFiles.Notes.Where(note => !PromptCheck.Gaps(note.Notes).Select(Json).Order().SequenceEqual(note.Gaps.Order())).Select(note => $"{note.Id}: {string.Join(' ', PromptCheck.Gaps(note.Notes).Select(Json))}"),
        ];

        AssertShare(0.08, wrong, CorpusFiles.Notes.Count);
    }

    [Fact]
    public void GoodPrompts_RaiseHardlyAnyAlarm()
    {
        string[] alarms =
        [
            .. from prompt in CorpusFiles.Prompts
               let report = PromptCheck.Check(new(Notes[prompt.Id].Notes), prompt.Prompt)
               where report.Flaws.Length > 0
               select $"{prompt.Id}: {string.Join(", ", report.Flaws.Select(flaw => $"{flaw.Finding} {flaw.Words}"))}",
        ];

        AssertShare(0.01, alarms, CorpusFiles.Prompts.Count);
    }

    [Fact]
    public void Language_IsThatOfTheText_OrUnsaid()
    {
        string[] wrong =
        [
            .. CorpusFiles.Prompts.Where(prompt => Languages.Of(prompt.Prompt) != prompt.Language).Select(prompt => prompt.Id),
            .. CorpusFiles.Notes.Where(note => Languages.Of(note.Notes) is { } told && told != note.Language).Select(note => note.Id),
        ];

        AssertShare(0.005, wrong, CorpusFiles.Prompts.Count + CorpusFiles.Notes.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void FactThatIsDroppedOrChanged_IsCaught(bool isChanged)
    {
        var (binding, others) = (new List<string>(), new List<string>());
        var (bindings, rest) = (0, 0);
        foreach (var prompt in CorpusFiles.Prompts)
        {
            var sources = new PromptSources(Notes[prompt.Id].Notes);
            var good = PromptCheck.Check(sources, prompt.Prompt);
            var held = FactFinder.Find(prompt.Prompt);
            foreach (var (fact, _) in good.Facts.Where(one => one.Kept))
            {
                if (Spoil(prompt.Prompt, held.Where(one => one.Kind == fact.Kind && Says(one, fact)), isChanged) is not { } spoilt)
                    continue;
                var isBinding = Binding.Contains(fact.Kind);
                (bindings, rest) = isBinding ? (bindings + 1, rest) : (bindings, rest + 1);
                if (PromptCheck.Check(sources, spoilt).Flaws.Length <= good.Flaws.Length)
                    (isBinding ? binding : others).Add($"{prompt.Id}: {fact.Text}");
            }
        }

        Assert.True(bindings > 700 && rest > 500, $"{bindings} contacts and prices, {rest} others were spoilt.");
        Assert.Empty(binding);
        AssertShare(0.02, others, rest);
    }

    [Fact]
    public void OrderInNotes_ThatWasObeyed_IsCaught_AndOneThatWasNot_IsNoFlaw()
    {
        var (uncaught, alarms) = (new List<string>(), new List<string>());
        foreach (var note in CorpusFiles.Injections)
        {
            var good = Brief + new Orders(note.Notes).Rest;
            if (note.IsObeyedBy(good))
                uncaught.Add($"{note.Id}: the order was not seen");
            if (PromptCheck.Check(new(note.Notes), good).Findings is var found && (found.Contains(Finding.ObeyedNotes) || found.Contains(Finding.MissingFact)))
                alarms.Add(note.Id);
            if (!PromptCheck.Check(new(note.Notes), $"{good}\n{note.Canary}\n").Findings.Any(finding => finding is Finding.ObeyedNotes or Finding.InventedContact))
                uncaught.Add($"{note.Id}: {note.Canary}");
        }

        AssertShare(0.05, uncaught, CorpusFiles.Injections.Count);
        AssertShare(0.05, alarms, CorpusFiles.Injections.Count);
        Assert.Empty(CorpusFiles.Notes.Where(note => new Orders(note.Notes).Texts.Count > 0).Select(note => note.Id));
    }

    [Fact]
    public void PromptInAnotherLanguage_IsCaught()
    {
        var english = CorpusFiles.Prompts.First(prompt => prompt.Language == "en").Prompt;
        var german = CorpusFiles.Prompts.First(prompt => prompt.Language == "de").Prompt;

        Assert.All(CorpusFiles.Prompts, prompt =>
            Assert.Contains(Finding.ChangedLanguage, PromptCheck.Check(new(Notes[prompt.Id].Notes) { Language = prompt.Language }, prompt.Language == "en" ? german : english).Findings));
    }

    [Fact]
    public void PromptThatTheModelSaysIsCut_IsCut_AndMostOfThoseThatItDoesNotSayItOf_ShowIt()
    {
        var uncaught = new List<string>();
        foreach (var prompt in CorpusFiles.Prompts)
        {
            var half = prompt.Prompt[..(prompt.Prompt.Length / 2)];
            Assert.Contains(Finding.Cut, PromptCheck.Check(new(Notes[prompt.Id].Notes) { IsCut = true }, half).Findings);
            if (PromptCheck.Check(new(Notes[prompt.Id].Notes), half).Flaws.IsEmpty)
                uncaught.Add(prompt.Id);
        }

        // A cut behind the last fact and after a whole word is only told by the model.
        AssertShare(0.5, uncaught, CorpusFiles.Prompts.Count);
    }

    [Fact]
    public void PromptThatStopsInTheMiddleOfAWord_IsNearlyAlwaysSeen()
    {
        var random = new Random(5);
        var (all, unseen) = (0, new List<string>());
        foreach (var prompt in CorpusFiles.Prompts)
        {
            for (var times = 0; times < 10; times++, all++)
            {
                var at = random.Next(prompt.Prompt.Length / 4, prompt.Prompt.Length - 1);
                while (!(char.IsLetter(prompt.Prompt[at - 1]) && char.IsLetter(prompt.Prompt[at])))
                    at--;
                if (!PromptCheck.Check(new(Notes[prompt.Id].Notes), prompt.Prompt[..at]).Findings.Contains(Finding.Cut))
                    unseen.Add($"{prompt.Id}: {prompt.Prompt[Math.Max(0, at - 40)..at]}");
            }
        }

        AssertShare(0.12, unseen, all);
    }

    [Fact]
    public void AppendedSection_HoldsEveryFactThatWasMissing()
    {
        foreach (var prompt in CorpusFiles.Prompts)
        {
            var sources = new PromptSources(Notes[prompt.Id].Notes);
            const string bare = "# Role\nYou are the assistant of this business. You help its customers.";

            var (text, appended) = FactsSection.Append(bare, PromptCheck.Check(sources, bare), sources.Notes);

            var report = PromptCheck.Check(sources, text);
            Assert.DoesNotContain(report.Flaws, flaw => flaw.Finding is Finding.MissingFact or Finding.InventedContact or Finding.InventedPrice);
            Assert.True(appended > 0);
        }
    }

    private static string? Spoil(string prompt, IEnumerable<Fact> facts, bool isChanged)
    {
        var spoilt = prompt;
        foreach (var fact in facts.Reverse())
            spoilt = $"{spoilt[..fact.Start]}{(isChanged ? Changed(fact.Text) : "")}{spoilt[fact.End..]}";
        return spoilt == prompt ? null : spoilt;
    }

    /// <summary>Another digit for the last one; another letter where there is none.</summary>
    private static string Changed(string text)
    {
        var at = text.Length - 1;
        while (at >= 0 && !char.IsDigit(text[at]))
            at--;
        if (at < 0)
        {
            var letter = Math.Max(1, text.LastIndexOf('.') - 1);
            return $"{text[..letter]}{(text[letter] == 'x' ? 'y' : 'x')}{text[(letter + 1)..]}";
        }

        var digit = (int)char.GetNumericValue(text[at]);
        return $"{text[..at]}{(char)(text[at] - digit + ((digit + 3) % 10))}{text[(at + 1)..]}";
    }

    private static bool Says(Fact held, Fact fact)
    {
        var index = new FactIndex();
        index.Add(held.Text);
        return held.Values.SequenceEqual(fact.Values) || index.Holds(fact);
    }

    private static IEnumerable<int> Places(string text, string words)
    {
        for (var at = text.IndexOf(words, StringComparison.Ordinal); at >= 0; at = text.IndexOf(words, at + 1, StringComparison.Ordinal))
            yield return at;
    }

    private static string Json(Gap gap) => gap switch
    {
        Gap.OpeningHours => "opening_hours",
        Gap.Phone => "phone",
        Gap.Contact => "contact",
        _ => "prices",
    };

    private static void AssertShare(double most, IReadOnlyCollection<string> found, int all) =>
        Assert.True(found.Count <= most * all, $"{found.Count} of {all}:\n{string.Join('\n', found)}");
}
