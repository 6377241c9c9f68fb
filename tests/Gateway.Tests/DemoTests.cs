using System.Net.Http.Json;
using System.Text.Json;
using PromptGen.Llm;
using static PromptGen.Gateway.Tests.GenerationCalls;

namespace PromptGen.Gateway.Tests;

/// <summary>A Gateway of its own on the demo writer.</summary>
public sealed class DemoHost : GatewayHost
{
    /// <summary>Its settings.</summary>
    public DemoHost() => Settings = ["--Model:Provider=demo", "--Tasks:ModelPatience=00:00:20"];
}

/// <summary>What clients see of the demo writer: everything as with a model, and that it is none.</summary>
public sealed class DemoTests(DemoHost gateway) : IClassFixture<DemoHost>
{
    private const string Notes = "Cafe Aurora, open 8-18, vegan cakes, +1 555 0100";

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Completed_SaysDemoAndIsChargedByAnEstimate()
    {
        using var client = gateway.NewUser();

        var task = await client.Start(Notes, businessType: "restaurant");
        var events = await LiveEvents.All(client, task);
        var body = await client.End(task);

        Assert.Equal(("completed", "Prompt generated successfully"), (body.GetProperty("status").GetString(), body.GetProperty("message").GetString()));
        Assert.Equal(("demo", "demo"), (body.GetProperty("origin").GetString(), body.GetProperty("model").GetString()));
        Assert.False(body.GetProperty("generated_by_ai").GetBoolean());
        Assert.False(body.TryGetProperty("warning", out _));
        Assert.False(body.TryGetProperty("fallback_reason", out _));
        Assert.StartsWith("# Role\n", body.GetProperty("prompt").GetString(), StringComparison.Ordinal);
        Assert.Equal(body.GetProperty("prompt").GetString(), Live(events));
        Assert.InRange(events.Count(one => one.Name == "delta"), 5, 200);

        var usage = body.GetProperty("usage");
        Assert.True(usage.GetProperty("estimated").GetBoolean());
        var charged = usage.GetProperty("tokens_charged").GetInt64();
        Assert.True(charged > 0 && charged == usage.GetProperty("total_tokens").GetInt64());
        Assert.Equal($"{10_000 - charged}/0", await client.Tokens());
    }

    [Fact]
    public async Task SynchronousAnswer_DoesNotSayAi()
    {
        using var client = gateway.NewUser();

        using var response = await client.PostAsJsonAsync(SynchronousRoute, new { manual_prompt = Notes }, Stopping);

        var body = await response.Body();
        Assert.Equal("Prompt generated successfully", body.GetProperty("message").GetString());
        Assert.False(body.GetProperty("generated_by_ai").GetBoolean());
        Assert.False(body.TryGetProperty("warning", out _));
    }

    [Fact]
    public async Task WordsInTheNotes_MakeEachOutcomeHappenForTheirOwnTaskAlone()
    {
        using var client = gateway.NewUser();
        (string Word, string Reason)[] outcomes =
            [("demo:fail", "unavailable"), ("demo:cut", "incomplete"), ("demo:blocked", "blocked"), ("demo:overloaded", "overloaded")];

        var slow = await client.Start($"{Notes} demo:slow");
        var failing = await Task.WhenAll(outcomes.SelectMany(one => Enumerable.Repeat(one, 2)).Select(async one => (one.Reason, Task: await client.Start($"{Notes} {one.Word}"))));
        foreach (var (reason, task) in failing)
        {
            var body = await client.End(task);
            Assert.Equal(("fallback", reason), (body.GetProperty("origin").GetString(), body.GetProperty("fallback_reason").GetString()));
            Assert.Equal("released", body.GetProperty("charge").GetProperty("state").GetString());
        }

        // Eight failures in five seconds are no evidence of anything: the next one starts at once and is written.
        var next = await client.Start(Notes);
        await client.AtModel(next);
        Assert.Equal(70, (await client.Status(slow)).GetProperty("progress").GetInt32());
        Assert.Equal("demo", (await client.End(next)).GetProperty("origin").GetString());
        using var cancelled = await client.Cancel(slow);
        Assert.Equal("cancelled", (await cancelled.Body()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task PageSettings_SayThatItIsTheDemoWriter()
    {
        using var client = gateway.Client();
        Assert.Equal("demo", (await client.GetFromJsonAsync<JsonElement>("/app/settings.json", Stopping)).GetProperty("model").GetString());
    }

    private static string Live(IEnumerable<LiveEvent> events) => string.Concat(events.Where(one => one.Name == "delta").Select(one => one.Text));
}
