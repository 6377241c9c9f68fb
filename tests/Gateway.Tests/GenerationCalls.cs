using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PromptGen.Testing;

namespace PromptGen.Gateway.Tests;

/// <summary>What the tests of generations ask the API, in one word each.</summary>
internal static class GenerationCalls
{
    public const string Route = "/api/v1/web-knowledge/generate-prompt-async/";
    public const string SynchronousRoute = "/api/v1/web-knowledge/generate-prompt/";

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    /// <summary>An input that no other test uses, by which the model knows the test.</summary>
    public static string NewText() => $"We bake bread, every day {Marks.New()}";

    public static async Task<string> Start(this HttpClient client, string text, string? businessType = null, double? timeout = null)
    {
        using var response = await client.PostAsJsonAsync(Route, new { manual_prompt = text, business_type = businessType, timeout_seconds = timeout }, Stopping);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return (await response.Body()).GetProperty("task_id").GetString()!;
    }

    public static async Task<HttpResponseMessage> GetStatus(this HttpClient client, string task, string query = "", string? known = null, string? prefer = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Route}status/{task}/{query}");
        if (known is not null)
            request.Headers.Add("If-None-Match", known);
        if (prefer is not null)
            request.Headers.Add("Prefer", prefer);
        return await client.SendAsync(request, Stopping);
    }

    public static async Task<JsonElement> Status(this HttpClient client, string task, string query = "")
    {
        using var response = await client.GetStatus(task, query);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Body();
    }

    /// <summary>The status once the model is known to be at work.</summary>
    public static Task<JsonElement> AtModel(this HttpClient client, string task) => Eventually.GetAsync(
        () => client.Status(task), body => body.GetProperty("progress").GetInt32() == 70, $"{task} waits for the model", Stopping);

    /// <summary>The terminal status.</summary>
    public static Task<JsonElement> End(this HttpClient client, string task) => Eventually.GetAsync(
        () => client.Status(task, "?wait=30"), body => body.GetProperty("progress").GetInt32() == 100, $"{task} ends", Stopping);

    public static Task<HttpResponseMessage> Cancel(this HttpClient client, string task) =>
        client.PostAsync($"{Route}{task}/cancel/", null, Stopping);

    /// <summary>The user's tokens as <c>remaining/reserved</c>.</summary>
    public static async Task<string> Tokens(this HttpClient client)
    {
        var account = await client.GetFromJsonAsync<JsonElement>("/api/v1/billing/account/", Stopping);
        return $"{account.GetProperty("tokens_remaining")}/{account.GetProperty("tokens_reserved")}";
    }

    public static Task<JsonElement> Body(this HttpResponseMessage response) => response.Content.ReadFromJsonAsync<JsonElement>(Stopping);

    /// <summary>The same members with the same values, in whatever order.</summary>
    public static void AssertJson(string expected, JsonElement actual) =>
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(expected), actual), $"Expected {expected}, but it is {actual.GetRawText()}");
}
