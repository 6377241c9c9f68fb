using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace PromptGen.Gateway.Tests;

/// <summary>What a user sets and sees of webhooks over HTTP.</summary>
public sealed class WebhookRoutesTests(GatewayHost gateway)
{
    private const string Route = "/api/v1/webhooks";

    private readonly HttpClient _user = gateway.NewUser();

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Endpoint_IsSet_Read_AndRemoved()
    {
        var none = await Get("endpoint/");
        var set = await Put("""{"url":"https://example.com/hooks"}""");
        var read = await Get("endpoint");
        using var deleted = await _user.DeleteAsync($"{Route}/endpoint/", Stopping);
        using var again = await _user.DeleteAsync($"{Route}/endpoint/", Stopping);

        Assert.Equal("""{"url":null,"disabled":false}""", none.GetRawText());
        Assert.Equal("""{"url":"https://example.com/hooks","disabled":false}""", read.GetRawText());
        Assert.Equal(read.GetRawText(), (await set.Content.ReadFromJsonAsync<JsonElement>(Stopping)).GetRawText());
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (deleted.StatusCode, again.StatusCode));
        Assert.Equal(none.GetRawText(), (await Get("endpoint/")).GetRawText());
        set.Dispose();
    }

    [Theory]
    [InlineData("{}", "url has to be a text")]
    [InlineData("""{"url":null}""", "url has to be a text")]
    [InlineData("""{"url":7}""", "url has to be a text")]
    [InlineData("""{"url":"hooks"}""", "url has to be an absolute https address")]
    [InlineData("""{"url":"http://example.com/"}""", "url has to begin with https://")]
    [InlineData("""{"url":"https://example.com:8443/"}""", "url has to use port 443")]
    [InlineData("""{"url":"https://127.0.0.1/"}""", "url must not name this machine")]
    [InlineData("""{"url":"https://a:b@example.com/"}""", "url must not hold a user name")]
    public async Task Endpoint_ThatCannotBe_Is400ThatSaysWhy(string json, string words)
    {
        using var response = await Put(json);

        var problem = await Problem.ReadAsync(response, 400);
        Assert.Contains(words, problem.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("invalid_url", problem.GetProperty("error_code").GetString());
    }

    [Fact]
    public async Task Secret_IsTheSame_UntilItIsRotated()
    {
        var (first, second) = (await Get("secret/"), await Get("secret/"));
        using var rotated = await _user.PostAsync($"{Route}/secret/rotate/", null, Stopping);
        var third = await rotated.Content.ReadFromJsonAsync<JsonElement>(Stopping);

        Assert.Equal(first.GetRawText(), second.GetRawText());
        Assert.StartsWith("whsec_", first.GetProperty("secret").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, first.GetProperty("previous_valid_until").ValueKind);
        Assert.Equal("no-store", rotated.Headers.CacheControl?.ToString());
        Assert.NotEqual(first.GetProperty("secret").GetString(), third.GetProperty("secret").GetString());
        Assert.Equal(TimeSpan.FromHours(24), third.GetProperty("previous_valid_until").GetDateTimeOffset() - third.GetProperty("created_at").GetDateTimeOffset());
        Assert.Equal(third.GetRawText(), (await Get("secret/")).GetRawText());
    }

    [Fact]
    public async Task Secret_IsNobodyElses()
    {
        using var other = gateway.NewUser();
        var mine = (await Get("secret/")).GetProperty("secret").GetString();

        Assert.NotEqual(mine, (await other.GetFromJsonAsync<JsonElement>($"{Route}/secret/", Stopping)).GetProperty("secret").GetString());
    }

    [Fact]
    public async Task Deliveries_OfAUserWithoutAny_AreNone() =>
        Assert.Equal("""{"results":[],"next":null}""", (await Get($"deliveries/?task_id={Guid.NewGuid()}&limit=5")).GetRawText());

    [Theory]
    [InlineData("limit=0", "invalid_limit", "limit")]
    [InlineData("limit=101", "invalid_limit", "limit")]
    [InlineData("limit=many", "invalid_limit", "limit")]
    [InlineData("cursor=-1", "invalid_cursor", "cursor")]
    [InlineData("cursor=abc", "invalid_cursor", "cursor")]
    [InlineData("task_id=7", "invalid_task_id", "task_id")]
    [InlineData("task_id=", "invalid_task_id", "task_id")]
    public async Task Deliveries_ByWhatCannotBe_Is400ThatNamesIt(string query, string code, string name)
    {
        using var response = await _user.GetAsync($"{Route}/deliveries/?{query}", Stopping);

        var problem = await Problem.ReadAsync(response, 400);
        Assert.Equal(code, problem.GetProperty("error_code").GetString());
        Assert.Contains(name, problem.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("msg_00000000000000000000000000000000")]
    [InlineData("%2F")]
    [InlineData("a%20b")]
    public async Task Redelivery_OfAnUnknownOne_Is404(string id)
    {
        using var response = await _user.PostAsync($"{Route}/deliveries/{id}/redeliver/", null, Stopping);

        Assert.Equal("webhook_not_found", (await Problem.ReadAsync(response, 404)).GetProperty("error_code").GetString());
    }

    [Theory]
    [InlineData("GET", "endpoint/")]
    [InlineData("PUT", "endpoint/")]
    [InlineData("DELETE", "endpoint/")]
    [InlineData("GET", "secret/")]
    [InlineData("POST", "secret/rotate/")]
    [InlineData("GET", "deliveries/")]
    [InlineData("POST", "deliveries/msg_1/redeliver/")]
    public async Task Route_WithoutToken_Is401(string method, string route)
    {
        using var stranger = gateway.Client();
        using var request = new HttpRequestMessage(new HttpMethod(method), $"{Route}/{route}");

        using var response = await stranger.SendAsync(request, Stopping);

        await Problem.ReadAsync(response, 401);
    }

    private Task<JsonElement> Get(string route) => _user.GetFromJsonAsync<JsonElement>($"{Route}/{route}", Stopping);

    private async Task<HttpResponseMessage> Put(string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        return await _user.PutAsync($"{Route}/endpoint/", content, Stopping);
    }
}
