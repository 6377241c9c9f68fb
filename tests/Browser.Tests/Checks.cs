using System.Text.Json;

namespace PromptGen.BrowserTests;

/// <summary>Finished generations whose status says how they were checked.</summary>
internal static class Checks
{
    /// <summary>Notes with two facts.</summary>
    public const string Notes = "Cafe Aurora, +1 555 0100, vegan cakes 9 eur";

    /// <summary>One of them was kept, and much else is not in the notes.</summary>
    public static object Quality { get; } = new
    {
        facts = new[] { new { kind = "phone", text = "+1 555 0100", kept = true }, new { kind = "price", text = "9 eur", kept = false } },
        facts_found = 2,
        facts_kept = 1,
        repaired = true,
        appended = 0,
        language = "en",
        findings = new[] { "missing_fact" },
        gaps = new[] { "opening_hours", "contact", "one_of_tomorrow" },
    };

    /// <summary>All was kept: a number without a word, and a time in Persian.</summary>
    public static object PersianQuality { get; } = new
    {
        facts = new[] { new { kind = "number", text = "۱۲", kept = true }, new { kind = "time", text = "۹ تا ۲۱", kept = true } },
        facts_found = 2,
        facts_kept = 2,
        repaired = false,
        appended = 0,
        language = "fa",
        findings = Array.Empty<string>(),
        gaps = Array.Empty<string>(),
    };

    /// <summary>The status body of a generation whose text was refused.</summary>
    public static object Fallback { get; } = new
    {
        status = "completed",
        progress = 100,
        message = "Prompt generated (AI unavailable, using fallback)",
        prompt = Notes,
        generated_by_ai = false,
        origin = "fallback",
        fallback_reason = "quality",
        quality = new
        {
            facts = Array.Empty<object>(),
            facts_found = 2,
            facts_kept = 2,
            repaired = false,
            appended = 0,
            language = "en",
            findings = new[] { "missing_fact", "invented_contact", "one_of_tomorrow" },
            gaps = Array.Empty<string>(),
        },
    };

    /// <summary>The status body of a completed generation.</summary>
    public static object Status(string prompt, object? quality = null) => new
    {
        status = "completed",
        progress = 100,
        message = "Prompt generated successfully",
        prompt,
        generated_by_ai = true,
        origin = "ai",
        created_at = "2026-01-01T12:00:00Z",
        completed_at = "2026-01-01T12:00:04.2Z",
        quality,
    };

    /// <summary>Lets what is generated next end with a status.</summary>
    public static Task AnswerAsync(this PromptPage page, object status) => page.Tab.RouteAsync("**/events/", events => events.FulfillAsync(new()
    {
        ContentType = "text/event-stream",
        Body = $"event: completed\nid: 1-1-1\ndata: {JsonSerializer.Serialize(status)}\n\n",
    }), new() { Times = 1 });
}
