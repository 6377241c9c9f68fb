namespace PromptGen.BrowserTests;

/// <summary>The page without a mouse.</summary>
public sealed class KeyboardTests(Chromium chromium, Site site) : PageTest(chromium)
{
    /// <summary>More than there are stops on the page.</summary>
    private const int MostStops = 45;

    // The result's own box fades at its ends, so the sheet around it is outlined.
    private const string FocusIsVisible = """
        () => [document.activeElement, document.activeElement.parentElement].some(element => {
          const { outlineStyle, outlineWidth } = getComputedStyle(element);
          return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
        })
        """;

    [Theory]
    [InlineData("Enter")]
    [InlineData("Space")]
    public async Task TabAndType_GenerateAPrompt(string key)
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var page = await OpenAsync(site.Url, visitor);

        await TabToAsync(page, page.Notes);
        await page.Tab.Keyboard.TypeAsync(HeldAnswer.NewNotes());
        await TabToAsync(page, page.Generate);
        await page.Tab.Keyboard.PressAsync(key);

        await Expect(page.Result).ToHaveTextAsync(FakeModelServer.DefaultText);
        await Expect(page.Generate).ToBeFocusedAsync();
    }

    [Fact]
    public async Task ControlEnter_InTheNotes_Generates()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var page = await OpenAsync(site.Url, visitor);
        await page.Notes.FillAsync(HeldAnswer.NewNotes());

        await page.Notes.PressAsync("Control+Enter");

        await Expect(page.Result).ToHaveTextAsync(FakeModelServer.DefaultText);
    }

    [Fact]
    public async Task Cancel_ByKeyboard_LeavesTheFocusOnThePage()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var answer = new HeldAnswer(site.Model, "Never written");
        var page = await OpenAsync(site.Url, visitor);
        await page.GenerateAsync(answer.Notes);

        await TabToAsync(page, page.Cancel);
        await page.Tab.Keyboard.PressAsync("Enter");

        await Expect(page.Failure).ToHaveTextAsync("Cancelled");
        await Expect(page.TryAgain).ToBeFocusedAsync();
    }

    [Fact]
    public async Task TryAgain_ByKeyboard_LeavesTheFocusOnThePage()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var page = await OpenAsync(site.Url, visitor);
        await page.EnterAsync(PageState.Error, site.Model);

        await page.TryAgain.PressAsync("Enter");

        await Expect(page.Cancel).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Recent_ByKeyboard_KeepsTheFocusOnTheEntry()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var page = await OpenAsync(site.Url, visitor);
        await page.EnterAsync(PageState.Done, site.Model);
        await page.Tab.ReloadAsync();

        await page.Recent.PressAsync("Enter");

        await Expect(page.Result).ToBeVisibleAsync();
        await Expect(page.Recent).ToBeFocusedAsync();
    }

    [Fact]
    public async Task ClearList_ByKeyboard_LeavesTheFocusOnTheNotes()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var page = await OpenAsync(site.Url, visitor);
        await page.EnterAsync(PageState.Done, site.Model);

        await page.ClearList.PressAsync("Enter");
        await Expect(page.Button("Keep them")).ToBeFocusedAsync();
        await page.Button("Clear").PressAsync("Enter");

        await Expect(page.Recent).ToHaveCountAsync(0);
        await Expect(page.Notes).ToBeFocusedAsync();
    }

    [Fact]
    public async Task EveryStop_ShowsItsFocus()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var page = await OpenAsync(site.Url, visitor);
        await page.EnterAsync(PageState.Done, site.Model);
        await page.Tab.EvaluateAsync("document.activeElement.blur()");
        var stops = new HashSet<string>();

        for (var stop = 0; stop < MostStops; stop++)
        {
            await page.Tab.Keyboard.PressAsync("Tab");
            var name = await page.Tab.EvaluateAsync<string>("document.activeElement === document.body ? '' : document.activeElement.id || document.activeElement.textContent");
            if (name == "")
                continue;
            stops.Add(name);
            Assert.True(await page.Tab.EvaluateAsync<bool>(FocusIsVisible), $"The focus on {name} is not visible.");
        }

        Assert.ProperSuperset(new HashSet<string>(["example", "business-type", "manual-prompt", "generate", "copy", "edit", "download", "feedback", "result", "clear", "tongue", "language"]), stops);
    }

    private static async Task TabToAsync(PromptPage page, ILocator target)
    {
        for (var stop = 0; stop < MostStops; stop++)
        {
            await page.Tab.Keyboard.PressAsync("Tab");
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
                return;
        }
        Assert.Fail($"Tab never came to {target}.");
    }
}
