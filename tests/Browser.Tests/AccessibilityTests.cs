using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace PromptGen.BrowserTests;

/// <summary>What axe finds, and what a screen reader is told.</summary>
public sealed class AccessibilityTests(Chromium chromium, Site site) : PageTest(chromium)
{
    public static TheoryData<PageState> Faces => [.. Enum.GetValues<PageState>()];

    [Theory]
    [MemberData(nameof(Faces))]
    public async Task Axe_FindsNothing_InLightAndDark_InEnglishAndPersian(PageState state)
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var page = await OpenAsync(site.Url, visitor, new() { ReducedMotion = ReducedMotion.Reduce });
        await page.EnterAsync(state, site.Model);

        await AssertFindsNothingAsync();
        await page.Tab.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await page.Tab.EvaluateAsync("document.getElementById('tongue').click()"); // Behind a dialog it cannot be clicked.
        await AssertFindsNothingAsync();

        async Task AssertFindsNothingAsync()
        {
            var found = await page.Tab.RunAxe();
            Assert.NotEmpty(found.Passes);
            Assert.Empty(found.Violations.Select(Describe));
        }
    }

    [Theory]
    [InlineData("#status", "polite")]
    [InlineData("#marked", "polite")]
    [InlineData("#feedback-error", "assertive")]
    [InlineData("#balance", "polite")]
    [InlineData("#error", "assertive")]
    [InlineData("#compose-error", "assertive")]
    public async Task WhatChanges_IsReadOut(string selector, string live)
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var page = await OpenAsync(site.Url, visitor);

        Assert.Equal(live, await page.Tab.Locator(selector).EvaluateAsync<string?>(
            "region => region.ariaLive ?? { status: 'polite', alert: 'assertive' }[region.role]"));
    }

    private static string Describe(AxeResultItem violation) =>
        $"{violation.Id}: {violation.Help} at {string.Join(", ", violation.Nodes.Select(node => node.Target))}";
}
