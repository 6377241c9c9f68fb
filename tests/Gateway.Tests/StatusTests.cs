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
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
            bodies.Add(await response.Content.ReadAsStringAsync(Stopping));
        }

        const string text = "Task not found. It may have expired or never existed.";
        Assert.Equal(
            $$"""{"type":"https://tools.ietf.org/html/rfc9110#section-15.5.5","title":"Not Found","status":"not_found","detail":"{{text}}","success":false,"message":"{{text}}","error":"{{text}}"}""",
            Assert.Single(bodies.Distinct()));
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
