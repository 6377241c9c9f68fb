using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace PromptGen.BrowserTests;

/// <summary>What axe finds, and what a screen reader is told.</summary>
public sealed class AccessibilityTests(Chromium chromium, Site site) : PageTest(chromium)
{
    public static TheoryData<PageState, ColorScheme> Faces => new MatrixTheoryData<PageState, ColorScheme>(
        Enum.GetValues<PageState>(), [ColorScheme.Light, ColorScheme.Dark]);

    [Theory]
    [MemberData(nameof(Faces))]
    public async Task Axe_FindsNothing(PageState state, ColorScheme colours)
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var page = await OpenAsync(site.Url, visitor, new() { ColorScheme = colours });
        await page.EnterAsync(state, site.Model);

        var found = await page.Tab.RunAxe();

        Assert.NotEmpty(found.Passes);
        Assert.Empty(found.Violations.Select(Describe));
    }

    [Theory]
    [InlineData("#status", "polite")]
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
