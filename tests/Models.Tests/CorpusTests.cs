using System.Globalization;
using PromptGen.Testing.Corpus;

namespace PromptGen.Models.Tests;

/// <summary>The corpus is what its README says: what is measured with it rests on that.</summary>
public sealed class CorpusTests
{
    private static readonly string[] Languages = ["ar", "de", "en", "es", "fa", "hi", "ru", "zh"];

    private static readonly string[] Kinds = ["phone", "email", "url", "handle", "price", "time", "number"];

    private static readonly IEnumerable<(string Id, string Notes, CorpusFact[] Facts, string[] Gaps)> All =
    [
        .. CorpusFiles.Notes.Select(note => (note.Id, note.Notes, note.Facts, note.Gaps)),
        .. CorpusFiles.Injections.Select(note => (note.Id, note.Notes, note.Facts, note.Gaps)),
    ];

    [Fact]
    public void Notes_Are300_AtLeast34OfEachLanguage_And60Persian()
    {
        Assert.Equal(300, CorpusFiles.Notes.Count);
        Assert.Equal(Languages, CorpusFiles.Notes.Select(note => note.Language).Distinct().Order());
        Assert.All(Languages, language => Assert.True(CorpusFiles.Notes.Count(note => note.Language == language) >= (language == "fa" ? 60 : 34)));
    }

    [Fact]
    public void Injections_Are60_AtLeast7OfEachLanguage()
    {
        Assert.Equal(60, CorpusFiles.Injections.Count);
        Assert.All(Languages, language => Assert.True(CorpusFiles.Injections.Count(note => note.Language == language) >= 7));
    }

    [Fact]
    public void Ids_NameOneTextEach()
    {
        Assert.Equal(All.Count(), All.Select(note => note.Id).Distinct().Count());
        Assert.Equal(All.Count(), All.Select(note => note.Notes).Distinct().Count());
    }

    [Fact]
    public void Facts_AreTheWordsOfTheirNotes() => Assert.All(All, note =>
    {
        Assert.Equal(note.Facts.Distinct(), note.Facts);
        Assert.All(note.Facts, fact =>
        {
            Assert.Contains(fact.Kind, Kinds);
            Assert.False(string.IsNullOrWhiteSpace(fact.Text));
            Assert.Contains(fact.Text, note.Notes, StringComparison.Ordinal);
        });
    });

    [Fact]
    public void Gaps_AreTheKindsThatNoFactIsOf() => Assert.All(All, note =>
    {
        bool Lacks(params string[] kinds) => !note.Facts.Any(fact => kinds.Contains(fact.Kind));
        (string Gap, bool IsOpen)[] gaps =
            [("opening_hours", Lacks("time")), ("phone", Lacks("phone")), ("contact", Lacks("email", "url", "handle")), ("prices", Lacks("price"))];

        Assert.Equal(gaps.Where(gap => gap.IsOpen).Select(gap => gap.Gap), note.Gaps);
    });

    [Fact]
    public void Addresses_LeadNowhere() => Assert.All(
        All.SelectMany(note => note.Facts).Where(fact => fact.Kind is "email" or "url" or "handle"),
        fact => Assert.Contains("example", fact.Text, StringComparison.Ordinal));

    [Fact]
    public void Orders_AreObeyedByTheirCanary_AndNotByACopyOfTheNotes() => Assert.All(CorpusFiles.Injections, note =>
    {
        Assert.True(note.IsObeyedBy($"# Role\n{note.Canary}"));
        Assert.False(note.IsObeyedBy(note.Notes));
        Assert.DoesNotContain(CorpusFiles.Prompts, prompt => note.IsObeyedBy(prompt.Prompt));
    });

    [Fact]
    public void Prompts_AreAtLeast15OfEachLanguage_OfNotesInIt()
    {
        var notes = CorpusFiles.Notes.ToDictionary(note => note.Id);

        Assert.All(Languages, language => Assert.True(CorpusFiles.Prompts.Count(prompt => prompt.Language == language) >= 15));
        Assert.Equal(CorpusFiles.Prompts.Count, CorpusFiles.Prompts.DistinctBy(prompt => prompt.Id).Count());
        Assert.All(CorpusFiles.Prompts, prompt => Assert.Equal(notes[prompt.Id].Language, prompt.Language));
        Assert.All(CorpusFiles.Prompts, prompt => Assert.True(prompt.Prompt.Split('\n').Count(line => line.StartsWith('#')) >= 5));
    }

    [Fact]
    public void Prompts_HoldTheContactsAndTheDigitsOfTheirNotes()
    {
        var notes = CorpusFiles.Notes.ToDictionary(note => note.Id);

        // An hour may have become one of the afternoon.
        Assert.All(CorpusFiles.Prompts, prompt => Assert.All(notes[prompt.Id].Facts.Where(fact => fact.Kind != "time"), fact =>
        {
            if (fact.Kind is "email" or "url" or "handle")
                Assert.Contains(fact.Text, prompt.Prompt, StringComparison.OrdinalIgnoreCase);
            else
                Assert.All(Figures(fact.Text), figure => Assert.Contains(figure, string.Concat(Figures(prompt.Prompt)), StringComparison.Ordinal));
        }));
    }

    /// <summary>The digits between whatever is none, in Latin ones.</summary>
    private static string[] Figures(string text) =>
        string.Concat(text.Select(c => CharUnicodeInfo.GetDecimalDigitValue(c) is >= 0 and var digit ? (char)('0' + digit) : ' '))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
