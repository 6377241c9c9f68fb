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
