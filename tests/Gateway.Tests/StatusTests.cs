using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace PromptGen.Gateway.Tests;

public sealed class StatusTests(GatewayHost gateway)
{
    private const string Route = "/api/v1/web-knowledge/generate-prompt-async/";

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Status_UnknownMalformedOrForeignTask_IsTheSameAnswer()
    {
        using var owner = gateway.NewUser();
        using var stranger = gateway.NewUser();
        using var started = await owner.PostAsJsonAsync(Route, new { manual_prompt = "A bakery" }, Stopping);
        var foreign = (await started.Content.ReadFromJsonAsync<JsonElement>(Stopping)).GetProperty("task_id").GetString();

        var bodies = new List<string>();
        foreach (var id in (string?[])[foreign, Guid.NewGuid().ToString(), "nonsense"])
        {
            using var response = await stranger.GetAsync($"{Route}status/{id}/", Stopping);
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
            var body = await response.Content.ReadFromJsonAsync<Dictionary<string, JsonElement>>(Stopping);
            body!.Remove("trace_id");
            bodies.Add(JsonSerializer.Serialize(body));
        }

        Assert.Single(bodies.Distinct());
        Assert.Contains("Task not found. It may have expired or never existed.", bodies[0], StringComparison.Ordinal);
        Assert.Contains("\"status\":\"not_found\"", bodies[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_Terminal_HasNoRetryAfterAndIsNotSentTwice()
    {
        using var client = gateway.NewUser();
        using var started = await client.PostAsJsonAsync(Route, new { manual_prompt = "A bakery" }, Stopping);

        using var response = await client.GetAsync($"{started.Headers.Location}?wait=30", Stopping);
        using var again = new HttpRequestMessage(HttpMethod.Get, started.Headers.Location);
        again.Headers.IfNoneMatch.Add(response.Headers.ETag!);
        using var unchanged = await client.SendAsync(again, Stopping);

        Assert.Equal("completed", (await response.Content.ReadFromJsonAsync<JsonElement>(Stopping)).GetProperty("status").GetString());
        Assert.Null(response.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }
}
