using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using PromptGen.Llm;
using PromptGen.Prompts;
using PromptGen.Prompts.Checks;

namespace PromptGen.Models.Tests;

/// <summary>What becomes of a text that the check found something in: asked for once more, completed, or refused.</summary>
public sealed class PromptReviewTests
{
    private const string Notes = "Cafe Aurora, open 8–18, vegan cakes from 4.50 EUR, +1 555 0100";

    private const string Good =
        """
        # Role
        You are the assistant of Cafe Aurora, which sells vegan cakes from 4.50 EUR.

        # Facts
        - Open 8–18.
        - Phone: +1 555 0100.

        # How to answer
        Be friendly, and say so when you do not know something.
        """;

    private static readonly string WithoutPhone = Good.Replace("- Phone: +1 555 0100.\n", "", StringComparison.Ordinal);
    private static readonly string WithAStrangersPhone = Good.Replace("Be friendly", "Call +44 20 7946 0958. Be friendly", StringComparison.Ordinal);

    private readonly LiveText _live = new();
    private readonly List<string> _asked = [];
    private readonly UnpaidTokens _unpaid = new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());

    [Fact]
    public async Task AGoodPrompt_IsDeliveredAsItIs_WithItsFacts()
    {
        var written = Assert.IsType<PromptWriterResult.Written>(await Pass(Good));

        Assert.Empty(_asked);
        Assert.Equal(0, _live.Restarts);
        Assert.Equal((Good, 0, false), (written.Text, written.Quality!.Appended, written.Quality.Repaired));
        Assert.Equal(written.Quality.FactsFound, written.Quality.FactsKept);
        Assert.Empty(written.Quality.Findings);
        Assert.Contains(new QualityFact(FactKind.Phone, "+1 555 0100", true), written.Quality.Facts);
    }

    [Fact]
    public async Task AMissingFact_IsAskedForOnce_AndReadersAreToldToBeginAnew()
    {
        var written = Assert.IsType<PromptWriterResult.Written>(await Pass(WithoutPhone, Good));

        Assert.Contains("+1 555 0100", Assert.Single(_asked), StringComparison.Ordinal);
        Assert.Equal(1, _live.Restarts);
        Assert.Equal((Good, true, 0), (written.Text, written.Quality!.Repaired, written.Quality.Appended));
        Assert.Equal("again", written.Model);
    }

    [Fact]
    public async Task AFactThatStaysMissing_ComesFromTheNotesOwnLines()
    {
        var written = Assert.IsType<PromptWriterResult.Written>(await Pass(WithoutPhone, WithoutPhone));

        Assert.StartsWith(WithoutPhone, written.Text, StringComparison.Ordinal);
        Assert.Contains("+1 555 0100", written.Text[WithoutPhone.Length..], StringComparison.Ordinal);
        Assert.Equal((true, 1), (written.Quality!.Repaired, written.Quality.Appended));
        Assert.All(written.Quality.Facts, fact => Assert.True(fact.Kept));
    }

    [Fact]
    public async Task ARepairThatInvents_IsDropped_AndTheFirstTextCompleted()
    {
        var written = Assert.IsType<PromptWriterResult.Written>(await Pass(WithoutPhone, WithAStrangersPhone));

        Assert.Equal((false, 1, "first"), (written.Quality!.Repaired, written.Quality.Appended, written.Model));
        Assert.Equal(written.Text, _live.Text);
    }

    [Fact]
    public async Task ARepairThatFails_LeavesTheFirstTextCompleted()
    {
        var written = Assert.IsType<PromptWriterResult.Written>(await Pass(WithoutPhone));

        Assert.Equal((false, 1, "first"), (written.Quality!.Repaired, written.Quality.Appended, written.Model));
    }

    [Fact]
    public async Task ATextThatIsCut_IsNotCompleted_ThoughFactsAreMissingToo()
    {
        var cut = Good[..Good.IndexOf("- Phone", StringComparison.Ordinal)] + "\n# How to ans";

        var failed = Assert.IsType<PromptWriterResult.Failed>(await Pass(cut, cut));

        Assert.Equal([Finding.MissingFact, Finding.Cut], failed.Quality!.Findings);
    }

    [Fact]
    public async Task AnInventedContactThatStays_IsRefused_AndSaysWhatWasFound()
    {
        var failed = Assert.IsType<PromptWriterResult.Failed>(await Pass(WithAStrangersPhone, WithAStrangersPhone));

        Assert.Equal(ModelFailureReason.Quality, failed.Reason);
        Assert.True(failed.Quality!.IsRefused);
        Assert.Contains(Finding.InventedContact, failed.Quality.Findings);
    }

    [Fact]
    public void OfVeryManyFacts_ThoseThatAreMissingAreListed()
    {
        var notes = string.Join('\n', Enumerable.Range(1000, 2 * PromptQuality.MostFacts).Select(number => $"article no. {number}"));
        var report = PromptCheck.Check(new PromptSources(notes), notes.Replace("1599", "", StringComparison.Ordinal));

        var quality = report.ToQuality();

        Assert.Equal((600, 599, PromptQuality.MostFacts), (quality.FactsFound, quality.FactsKept, quality.Facts.Length));
        Assert.Contains(new QualityFact(FactKind.Number, "1599", false), quality.Facts);
    }

    private Task<PromptWriterResult> Pass(string first, string? again = null) =>
        new PromptReview(new PromptSources(Notes), _live, _unpaid).Pass(Written(first, "first"), wrong =>
        {
            _asked.Add(wrong);
            return Task.FromResult(again is null ? new ModelOutcome(null, new ModelFailure(ModelFailureReason.Unavailable)) : new ModelOutcome(Written(again, "again"), null));
        });

    private static PromptWriterResult.Written Written(string text, string model) => new(text, model, new ModelUsage(10, 20, 30, false));
}
