namespace PromptGen.BrowserTests;

/// <summary>Persian, which is written from right to left.</summary>
public sealed class RightToLeftTests(Chromium chromium, Site site) : PageTest(chromium)
{
    private const string Notes = "کافه شفق، کیک گیاهی", Prompt = "شما دستیار کافه شفق هستید. مؤدبانه پاسخ دهید.";

    [Fact]
    public async Task PersianNotes_RunFromRightToLeft()
    {
        var page = await GenerateAsync();

        await Expect(page.Notes).ToHaveCSSAsync("direction", "rtl");
    }

    [Fact]
    public async Task PersianPrompt_RunsFromRightToLeft()
    {
        var page = await GenerateAsync();

        await Expect(page.Result).ToHaveTextAsync(Prompt);
        await Expect(page.Result).ToHaveCSSAsync("direction", "rtl");
    }

    [Fact]
    public async Task PersianParagraph_OfAnEnglishPrompt_RunsFromRightToLeft()
    {
        var page = await GenerateAsync($"You are the assistant of a cafe.\n{Prompt}");

        var isOnTheRight = await page.Result.EvaluateAsync<bool>("""
            result => {
              const first = document.createRange();
              const line = result.querySelector('br').nextSibling;
              first.setStart(line, 0);
              first.setEnd(line, 1);
              const middle = result.getBoundingClientRect().x + result.clientWidth / 2;
              return first.getBoundingClientRect().x > middle;
            }
            """);

        Assert.True(isOnTheRight);
    }

    [Fact]
    public async Task PersianNotes_InRecent_RunFromRightToLeft()
    {
        var page = await GenerateAsync();

        await Expect(page.Recent.Locator(".words")).ToHaveCSSAsync("direction", "rtl");
    }

    [Fact]
    public async Task PersianNotes_LeaveThePageItselfAsItWas()
    {
        var page = await GenerateAsync();

        await Expect(page.Status).ToHaveCSSAsync("direction", "ltr");
        await Expect(page.Cost).ToHaveCSSAsync("direction", "ltr");
    }

    private async Task<PromptPage> GenerateAsync(string prompt = Prompt)
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var notes = $"{Notes} {Marks.New()}";
        site.Model.On(notes, ModelBehaviours.Answer(prompt));
        var page = await OpenAsync(site.Url, visitor);
        await page.GenerateToTheEndAsync(notes);
        return page;
    }
}
