namespace PromptGen.BrowserTests;

/// <summary>How the text of a prompt is shown, printed and kept from doing anything.</summary>
public sealed class RenderedTests(Chromium chromium, Site site) : PageTest(chromium)
{
    private const string Prompt = "# Role\nYou help **guests**.\n\n- a\n- b <img src=x onerror=alert(1)> [c](javascript:alert(2))";

    [Fact]
    public async Task Markdown_IsRendered_AndMarkupStaysText()
    {
        var page = await GenerateAsync(Prompt);

        await Expect(page.Result.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Role");
        await Expect(page.Result.Locator("strong")).ToHaveTextAsync("guests");
        await Expect(page.Result.GetByRole(AriaRole.Listitem)).ToHaveTextAsync(["a", "b <img src=x onerror=alert(1)> c"]);
        await Expect(page.Result.Locator("img, script, a")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Source_IsTheTextAsItWasWritten()
    {
        var page = await GenerateAsync(Prompt);

        await page.Button("Markdown").ClickAsync();

        Assert.Equal(Prompt, await page.Result.TextContentAsync());
        await Expect(page.Button("Markdown")).ToHaveAttributeAsync("aria-pressed", "true");
    }

    [Fact]
    public async Task OnPaper_ThereIsThePromptAlone()
    {
        var page = await GenerateAsync(Prompt);

        await page.Tab.EmulateMediaAsync(new() { Media = Media.Print });

        await Expect(page.Result).ToBeVisibleAsync();
        foreach (var selector in new[] { "#compose", "#refine", ".recent", ".top", "#copy", "#views" })
            await Expect(page.Tab.Locator(selector)).ToBeHiddenAsync();
        Assert.True(await page.Result.EvaluateAsync<bool>("result => result.scrollHeight <= result.clientHeight"));
    }

    private async Task<PromptPage> GenerateAsync(string prompt)
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var page = await OpenAsync(site.Url, visitor);
        await page.AnswerAsync(Checks.Status(prompt));
        await page.GenerateAsync(HeldAnswer.NewNotes());
        await Expect(page.Status).ToHaveTextAsync("Prompt generated successfully");
        return page;
    }
}
