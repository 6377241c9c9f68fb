using System.Net.Http.Json;
using System.Text.Json;

namespace PromptGen.Gateway.Tests;

/// <summary>Reads error answers, which all have the same form.</summary>
internal static class Problem
{
    private static readonly string[] Members = ["type", "title", "status", "detail", "success", "message", "error"];

    /// <summary>The body of an answer that has to be a problem of this status.</summary>
    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response, int status)
    {
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.All(Members, member => Assert.True(body.TryGetProperty(member, out _), member));
        Assert.Equal(status, body.GetProperty("status").GetInt32());
        Assert.False(body.GetProperty("success").GetBoolean());
        return body;
    }
}
