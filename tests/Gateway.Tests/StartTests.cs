using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace PromptGen.Gateway.Tests;

public sealed class StartTests(GatewayHost gateway)
{
    private const string Route = "/api/v1/web-knowledge/generate-prompt-async";

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    public async Task Start_ValidPrompt_AnswersExactBodyAndHeaders(string slash)
    {
        using var client = gateway.NewUser();

        using var response = await client.PostAsJsonAsync(Route + slash, new { manual_prompt = "A bakery", unknown = 1 }, Stopping);

        var body = await response.Content.ReadFromJsonAsync<JsonElement>(Stopping);
        var id = body.GetProperty("task_id").GetString()!;
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal(
            $$"""{"success":true,"task_id":"{{id}}","status":"queued","message":"Prompt generation started. Use task_id to check status.","status_url":"{{Route}}/status/{{id}}/"}""",
            body.GetRawText());
        Assert.Equal($"{Route}/status/{id}/", response.Headers.Location?.OriginalString);
        Assert.Equal("1", response.Headers.GetValues("Retry-After").Single());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"manual_prompt":null}""")]
    [InlineData("""{"manual_prompt":""}""")]
    [InlineData("""{"manual_prompt":" \n\t"}""")]
    [InlineData("""{"manual_prompt":7}""")]
    [InlineData("""{"manual_prompt":["a"]}""")]
    [InlineData("""{"manual_prompt":"\u200b"}""")]
    [InlineData("""{"manual_prompt":"\ufeff \u2060\u00ad\n\u0000\u001b"}""")]
    [InlineData("""{"manual_prompt":"\u034f\u115f\u1160\u3164\uffa0\ufe0f\u2800"}""")]
    [InlineData("""{"manual_prompt":"\udb40\udc41\ud834\udd73\u2028\u3000\u180e"}""")]
    public async Task Start_NoUsablePrompt_SaysItIsRequired(string json)
    {
        var (status, body) = await Post(json);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.False(body.GetProperty("success").GetBoolean());
        Assert.Equal("manual_prompt is required", body.GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("null", 400)]
    [InlineData("[]", 400)]
    [InlineData("{\"manual_prompt\":", 400)]
    [InlineData("""{"manual_prompt":"a","timeout_seconds":0.5}""", 400)]
    [InlineData("""{"manual_prompt":"a","timeout_seconds":601}""", 400)]
    [InlineData("""{"manual_prompt":"a","timeout_seconds":1e309}""", 400)]
    [InlineData("""{"manual_prompt":"a","timeout_seconds":"5"}""", 400)]
    public async Task Start_BadBody_IsAProblemThatOldClientsCanRead(string json, int expected)
    {
        var (status, body) = await Post(json);

        Assert.Equal(expected, (int)status);
        foreach (var member in (string[])["type", "title", "status", "detail", "success", "message", "error"])
            Assert.True(body.TryGetProperty(member, out _), member);
    }

    [Fact]
    public async Task Start_PromptOverTheLimit_IsTooLong()
    {
        var (status, body) = await Post(JsonSerializer.Serialize(new { manual_prompt = new string('a', 20_001) }));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("prompt_too_long", body.GetProperty("error_code").GetString());
    }

    [Fact]
    public async Task Start_SignOfTwoUnits_CountsOnce()
    {
        var signs = string.Concat(Enumerable.Repeat("🥐", 20_000));

        using var client = gateway.NewUser();
        using var taken = await client.PostAsJsonAsync(Route, new { manual_prompt = signs, metadata = new Dictionary<string, string> { [signs[..128]] = signs[..512] } }, Stopping);
        var (refused, body) = await Post(JsonSerializer.Serialize(new { manual_prompt = $"{signs}a" }));

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.BadRequest), (taken.StatusCode, refused));
        Assert.Equal("manual_prompt is 20001 characters long; at most 20000 are allowed", body.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Start_BodyOverTheLimit_Is413()
    {
        var (status, _) = await Post(JsonSerializer.Serialize(new { manual_prompt = new string('a', 1_100_000) }));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
    }

    [Fact]
    public async Task Start_OtherContentType_Is415()
    {
        var (status, _) = await Post("{}", "text/plain");

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, status);
    }

    [Fact]
    public async Task Start_WithoutToken_Is401AndNamesTheScheme()
    {
        using var stranger = gateway.Client();

        using var response = await stranger.PostAsJsonAsync(Route, new { manual_prompt = "A bakery" }, Stopping);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> Post(string text, string type = "application/json")
    {
        using var client = gateway.NewUser();
        using var content = new StringContent(text, Encoding.UTF8, type);
        using var response = await client.PostAsync(Route, content, Stopping);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(Stopping));
    }
}
