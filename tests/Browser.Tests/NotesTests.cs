namespace PromptGen.BrowserTests;

/// <summary>The form: what is counted, complained about and filled in before anything is sent.</summary>
public sealed class NotesTests(Chromium chromium, Site site) : PageTest(chromium)
{
    [Fact]
    public async Task Count_FollowsWhatIsTyped()
    {
        var page = await OpenAsync();
        await Expect(page.Count).ToHaveTextAsync("0 / 20,000");

        await page.Notes.PressSequentiallyAsync("Cafe!");

        await Expect(page.Count).ToHaveTextAsync("5 / 20,000");
    }

    [Fact]
    public async Task Count_IsAgainstTheServersLimit()
    {
        var page = await OpenAsync(limit: 300);

        await page.Notes.FillAsync(new string('x', 302));

        await Expect(page.Count).ToHaveTextAsync("2 over 300");
    }

    [Theory]
    [InlineData("  \n ")]
    [InlineData("\u200B\uFEFF\u034F\u3164")]
    public async Task Generate_WithoutNotes_AsksForSome(string nothing)
    {
        var page = await OpenAsync();
        await page.Notes.FillAsync(nothing);

        await page.Generate.ClickAsync();

        await Expect(page.Complaint).ToHaveTextAsync("Write a few notes first.");
        await Expect(page.Notes).ToBeFocusedAsync();
        await Expect(page.Notes).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(page.Recent).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Generate_WithTooLongNotes_SendsNothing()
    {
        var page = await OpenAsync();
        await page.Notes.FillAsync(new string('x', 20_001));
        await Expect(page.Count).ToHaveTextAsync("1 over 20,000");

        await page.Generate.ClickAsync();

        await Expect(page.Complaint).ToHaveTextAsync("Shorten the notes first.");
        await Expect(page.Recent).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Complaint_GoesAwayWithTheNextWord()
    {
        var page = await OpenAsync();
        await page.Generate.ClickAsync();
        await Expect(page.Complaint).ToHaveTextAsync("Write a few notes first.");

        await page.Notes.PressSequentiallyAsync("C");

        await Expect(page.Complaint).ToBeEmptyAsync();
        await Expect(page.Notes).ToHaveAttributeAsync("aria-invalid", "false");
    }

    [Fact]
    public async Task Example_FillsTheFormAndCountsIt()
    {
        var page = await OpenAsync();

        await page.Button("Try an example").ClickAsync();

        await Expect(page.BusinessType).ToHaveValueAsync("restaurant");
        var notes = await page.Notes.InputValueAsync();
        Assert.Contains("Trattoria Nella", notes, StringComparison.Ordinal);
        await Expect(page.Count).ToHaveTextAsync($"{notes.Length} / 20,000");
        await Expect(page.Notes).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Example_OverNotesOfOnesOwn_AsksFirst()
    {
        var page = await OpenAsync();
        await page.Notes.FillAsync("Cafe Aurora");

        await page.Button("Try an example").ClickAsync();
        await page.Button("Keep mine").ClickAsync();
        await Expect(page.Notes).ToHaveValueAsync("Cafe Aurora");
        await page.Button("Try an example").ClickAsync();
        await page.Button("Replace").ClickAsync();

        await Expect(page.BusinessType).ToHaveValueAsync("restaurant");
        await Expect(page.Notes).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Draft_OutlivesLeavingThePage()
    {
        var page = await OpenAsync();
        await page.Notes.FillAsync("Cafe Aurora, open 8-18");
        await page.BusinessType.FillAsync("cafe");
        await page.Tab.GotoAsync("about:blank");

        await page.OpenAsync();

        await Expect(page.Notes).ToHaveValueAsync("Cafe Aurora, open 8-18");
        await Expect(page.BusinessType).ToHaveValueAsync("cafe");
        await Expect(page.Count).ToHaveTextAsync("22 / 20,000");
    }

    [Fact]
    public async Task Draft_IsThereInANewTab_UntilItIsCleared()
    {
        var page = await OpenAsync();
        await page.Notes.FillAsync("Cafe Aurora, open 8-18");
        var other = new PromptPage(await page.Tab.Context.NewPageAsync(), site.Url);
        await other.OpenAsync();
        await Expect(other.Notes).ToHaveValueAsync("Cafe Aurora, open 8-18");

        await other.Button("Clear notes").First.ClickAsync();
        await other.Tab.GetByRole(AriaRole.Dialog).GetByText("Clear notes", new() { Exact = true }).ClickAsync();

        await Expect(other.Notes).ToBeEmptyAsync();
        await other.Tab.ReloadAsync();
        await Expect(other.Count).ToHaveTextAsync("0 / 20,000");
    }

    private async Task<PromptPage> OpenAsync(int? limit = null)
    {
        var page = await PrepareAsync(site.Url);
        if (limit is not null)
            await page.Tab.RouteAsync("**/app/settings.json", settings => settings.FulfillAsync(new() { Json = new { development = true, max_prompt_length = limit } }));
        await page.OpenAsync();
        await Expect(page.Balance).ToContainTextAsync("tokens left");
        return page;
    }
}
