using System.Net.Http.Json;
using System.Text.Json;

namespace PromptGen.BrowserTests;

/// <summary>What else can come instead of a prompt, in words.</summary>
public sealed class RefusalTests(Chromium chromium, Site site) : PageTest(chromium)
{
    [Theory]
    [InlineData(20_001, 400, "manual_prompt is 20001 characters long; at most 20000 are allowed. Shorten them and generate again.")]
    [InlineData(1_100_000, 413, "The server does not accept that much text. Shorten it and generate again.")]
    public async Task NotesTheServerFindsTooLong_AreToldSo(int length, int status, string advice)
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        ExpectInConsole($"the server responded with a status of {status}");
        var page = await PrepareAsync(site.Url);
        await page.Tab.AddInitScriptAsync($"window.promptgenToken = '{visitor.Token}';");
        // The page counts by another limit than the server, as after a change of it.
        await page.Tab.RouteAsync("**/app/settings.json", settings => settings.FulfillAsync(new() { Json = new { development = true, max_prompt_length = 2_000_000 } }));
        await page.OpenAsync();
        await Expect(page.Count).ToHaveTextAsync("0 / 2,000,000");

        await page.GenerateAsync(new string('x', length));

        await Expect(page.Failure).ToHaveTextAsync("The notes are too long");
        await Expect(page.Advice).ToHaveTextAsync(advice);
    }

    [Fact]
    public async Task Deadline_IsTold()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var answer = new HeldAnswer(site.Model, "Never written");
        using var started = await visitor.Api.Http.PostAsJsonAsync("/api/v1/web-knowledge/generate-prompt-async/",
            new { manual_prompt = answer.Notes, timeout_seconds = 1 }, Cancellation);
        var id = (await started.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("task_id").GetGuid();

        var page = await OpenWithRecentAsync(visitor, id);

        await Expect(page.Failure).ToHaveTextAsync("It took too long");
        await Expect(page.Cost).ToHaveTextAsync("Nothing was charged · 10,000 left");
    }

    [Fact]
    public async Task GenerationTheServerForgot_IsToldSo()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        ExpectInConsole("the server responded with a status of 404");

        var page = await OpenWithRecentAsync(visitor, Guid.NewGuid());

        await Expect(page.Failure).ToHaveTextAsync("No longer on the server");
        await Expect(page.Recent).ToContainTextAsync(["Gone"]);
    }

    [Theory]
    [InlineData(403, "{}", "Not allowed", "This token may not generate prompts. Use another one.")]
    [InlineData(418, """{"error": "The kettle is empty"}""", "That did not work", "The kettle is empty. Try again; your notes stay here.")]
    [InlineData(404, "<h1>Not Found</h1>", "No longer on the server", "")]
    public async Task AnyOtherRefusal_IsTold(int status, string body, string title, string advice)
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var page = await OpenAsync(site.Url, visitor);
        ExpectInConsole($"the server responded with a status of {status}");
        await page.Tab.RouteAsync("**/generate-prompt-async/", start => start.FulfillAsync(new() { Status = status, Body = body }));

        await page.GenerateAsync(HeldAnswer.NewNotes());

        await Expect(page.Failure).ToHaveTextAsync(title);
        await Expect(page.Advice).ToContainTextAsync(advice);
        await Expect(page.Generate).ToHaveAttributeAsync("aria-disabled", "false");
    }

    /// <summary>Opens the page in a browser that remembers a generation whose end it has not seen.</summary>
    private async Task<PromptPage> OpenWithRecentAsync(Visitor visitor, Guid id)
    {
        var page = await PrepareAsync(site.Url);
        var recent = JsonSerializer.Serialize(new[] { new { id, at = "2026-01-01T10:00:00Z", words = "Cafe Aurora" } });
        await page.Tab.AddInitScriptAsync($"window.promptgenToken = '{visitor.Token}'; localStorage['promptgen.history'] = '{recent}';");
        await page.OpenAsync();
        return page;
    }
}
