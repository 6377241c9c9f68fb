namespace PromptGen.BrowserTests;

/// <summary>The page on the narrowest of phones.</summary>
public sealed class NarrowTests(Chromium chromium, Site site) : PageTest(chromium)
{
    private const int Width = 360;

    private const string ButtonsOutside = """
        [...document.querySelectorAll('button')]
          .map(button => ({ button, box: button.getBoundingClientRect() }))
          .filter(({ box }) => box.width > 0 && (box.left < 0 || box.right > innerWidth))
          .map(({ button }) => button.textContent)
        """;

    private const string WordsOutside = """
        [...document.querySelectorAll('.compose .head button')].filter(button => {
          const words = document.createRange();
          words.selectNodeContents(button);
          const [inner, outer] = [words, button.closest('.head')].map(part => part.getBoundingClientRect());
          return inner.width > 0 && (inner.left < outer.left - 1 || inner.right > outer.right + 1);
        }).map(button => button.textContent)
        """;

    [Fact]
    public async Task Prompt_BelowWhatHasToBeSaid_IsStillToBeRead()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var page = await OpenAsync(site.Url, visitor, new() { ViewportSize = new() { Width = Width, Height = 740 } });

        await page.AnswerAsync(Checks.Fallback);
        await page.GenerateAsync(Checks.Notes);

        await Expect(page.Warning).ToBeVisibleAsync();
        Assert.InRange(await page.Result.EvaluateAsync<int>("result => result.clientHeight"), 240, 740);
    }

    [Theory]
    [InlineData(Width)]
    [InlineData(1240)]
    public async Task HeadOfTheNotes_StaysWithinItsCard(int width)
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var page = await OpenAsync(site.Url, visitor, new() { ViewportSize = new() { Width = width, Height = 740 } });

        await page.EnterAsync(PageState.Checked, site.Model);

        Assert.Empty(await page.Tab.EvaluateAsync<string[]>(WordsOutside));
        await page.Tab.EvaluateAsync("document.getElementById('tongue').click()");
        await Expect(page.Tab.Locator("html")).ToHaveAttributeAsync("dir", "rtl");
        Assert.Empty(await page.Tab.EvaluateAsync<string[]>(WordsOutside));
    }

    [Theory]
    [InlineData(PageState.Idle)]
    [InlineData(PageState.InProgress)]
    [InlineData(PageState.Done)]
    [InlineData(PageState.Error)]
    [InlineData(PageState.WithoutAi)]
    [InlineData(PageState.AskingToClear)]
    [InlineData(PageState.Checked)]
    [InlineData(PageState.Refined)]
    [InlineData(PageState.Editing)]
    public async Task Page_FitsAndNeverScrollsSideways(PageState state)
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var page = await OpenAsync(site.Url, visitor, new() { ViewportSize = new() { Width = Width, Height = 740 } });

        await page.EnterAsync(state, site.Model);

        await AssertFitsAsync();
        await page.Tab.EvaluateAsync("document.getElementById('tongue').click()");
        await Expect(page.Tab.Locator("html")).ToHaveAttributeAsync("dir", "rtl");
        await AssertFitsAsync();

        async Task AssertFitsAsync()
        {
            Assert.Equal(Width, await page.Tab.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            Assert.Empty(await page.Tab.EvaluateAsync<string[]>(ButtonsOutside));
        }
    }
}
