namespace PromptGen.BrowserTests;

/// <summary>What the page shows of how a prompt was checked: what the status says, and nothing where it says nothing.</summary>
public sealed class CheckedTests(Chromium chromium, Site site) : PageTest(chromium)
{
    private const string Marked = "() => [...CSS.highlights.get('fact')].map(range => range.toString())";

    [Fact]
    public async Task Facts_AreListedWithWhatWasNotKeptFirst()
    {
        var page = await GenerateAsync(Checks.Quality);

        await Expect(page.Facts).ToHaveTextAsync(["✕9 eurPricenot kept", "✓+1 555 0100Phonekept"]);
        await Expect(page.Tab.Locator("#checks-sum")).ToHaveTextAsync("1 of 2 facts of your notes are in the prompt");
        await Expect(page.Tab.Locator("#checks-how")).ToHaveTextAsync("A first draft was not right, so the AI was asked once more.");
        await Expect(page.Tab.Locator("#elapsed")).ToHaveTextAsync("4.2 s");
    }

    [Fact]
    public async Task Fact_Chosen_IsMarkedInNotesAndPrompt_AndNoMoreWhenChosenAgain()
    {
        var page = await GenerateAsync(Checks.Quality);

        await page.Facts.Last.ClickAsync();
        await Expect(page.Tab.Locator("#marked")).ToHaveTextAsync("Marked in your notes and in the prompt");
        Assert.Equal(["+1 555 0100", "+1 (555) 0100"], await page.Tab.EvaluateAsync<string[]>(Marked));
        await page.Facts.Last.ClickAsync();

        await Expect(page.Facts.Last).ToHaveAttributeAsync("aria-pressed", "false");
        Assert.Empty(await page.Tab.EvaluateAsync<string[]>(Marked));
    }

    [Fact]
    public async Task FactThatWasNotKept_CanBeAskedFor()
    {
        var page = await GenerateAsync(Checks.Quality);

        await page.Button("Bring it back: 9 eur").ClickAsync();

        await Expect(page.Feedback).ToHaveValueAsync("Add this exactly as it stands here: 9 eur");
        await Expect(page.Feedback).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Gap_IsAHint_ThatBeginsALineInTheNotes()
    {
        var page = await GenerateAsync(Checks.Quality);
        await Expect(page.Tab.Locator("#gaps li span")).ToHaveTextAsync(["No opening hours in your notes", "No e-mail, web address or handle in your notes"]);

        await page.Button("Add to your notes: No opening hours in your notes").ClickAsync();

        await Expect(page.Notes).ToHaveValueAsync($"{Checks.Notes}\nOpening hours: ");
        await Expect(page.Notes).ToBeFocusedAsync();
    }

    [Fact]
    public async Task FallbackForQuality_SaysWhatWasWrongWithTheTextOfTheModel()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var page = await OpenAsync(site.Url, visitor);
        await page.AnswerAsync(Checks.Fallback);
        await page.GenerateAsync(Checks.Notes);

        await Expect(page.Warning).ToContainTextAsync("What the AI wrote did not keep to the facts of your notes.");
        await Expect(page.Tab.Locator("#checks-how")).ToHaveTextAsync("The AI’s own text was refused: a fact was missing, a contact that you did not give.");
        await Expect(page.Tab.Locator("#checks-sum")).ToHaveTextAsync("All 2 facts of your notes are in the prompt");
    }

    [Fact]
    public async Task StatusWithoutQuality_HasNoChecks()
    {
        var page = await GenerateAsync(quality: null);

        await Expect(page.Result).ToBeVisibleAsync();
        await Expect(page.Tab.Locator("#checks")).ToBeHiddenAsync();
        await Expect(page.Tab.Locator("#badge")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task OnesOwnTextOfAPrompt_IsSaidToBeUnchecked()
    {
        var page = await GenerateAsync(Checks.Quality);
        await page.Edit.ClickAsync();
        await page.Tab.GetByLabel("Text of the prompt").FillAsync("Call nobody.");

        await page.Button("Save edit").ClickAsync();

        await Expect(page.Tab.Locator("#checks-how")).ToContainTextAsync("Checked before your edit.");
    }

    private async Task<PromptPage> GenerateAsync(object? quality)
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var page = await OpenAsync(site.Url, visitor);
        await page.AnswerAsync(Checks.Status("Call **+1 (555) 0100**.", quality));
        await page.GenerateAsync(Checks.Notes);
        await Expect(page.Status).ToHaveTextAsync("Prompt generated successfully");
        return page;
    }
}
