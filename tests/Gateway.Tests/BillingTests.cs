using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace PromptGen.Gateway.Tests;

public sealed class BillingTests(GatewayHost gateway)
{
    private readonly string _user = $"user-{Guid.NewGuid():N}";

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    private string Route => $"/api/v1/billing/accounts/{_user}/";

    [Theory]
    [InlineData("/api/v1/billing/account")]
    [InlineData("/api/v1/billing/account/")]
    public async Task Account_OfANewUser_IsTheTrialInExactlyThisForm(string route)
    {
        using var client = gateway.Client(_user);

        var account = await client.GetStringAsync(route, Stopping);

        var end = JsonSerializer.Deserialize<JsonElement>(account).GetProperty("subscription").GetProperty("end_date").GetString()!;
        Assert.Equal(
            $$$"""{"user_id":"{{{_user}}}","tokens_remaining":10000,"tokens_reserved":0,"subscription":{"is_active":true,"end_date":"{{{end}}}"},"days_remaining":14}""",
            account);
        Assert.EndsWith("Z", end, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_WholeAccount_IsWhatTheAdministratorAndTheUserSee()
    {
        var expected =
            $$$"""{"user_id":"{{{_user}}}","tokens_remaining":1000,"tokens_reserved":0,"subscription":{"is_active":true,"end_date":null},"days_remaining":null}""";

        var put = await Put("""{"tokens_remaining":1000,"subscription":{"is_active":true,"end_date":null}}""");

        Assert.Equal(expected, put);
        Assert.Equal(expected, await Read());
        using var client = gateway.Client(_user);
        Assert.Equal(expected, await client.GetStringAsync("/api/v1/billing/account/", Stopping));
    }

    [Theory]
    [InlineData("2099-01-02T03:04:05Z")]
    [InlineData("2099-01-02T05:04:05+02:00")]
    public async Task Put_EndDate_IsShownInUtc(string endDate)
    {
        var put = await Put($$$"""{"subscription":{"is_active":true,"end_date":"{{{endDate}}}"}}""");

        Assert.Contains("\"end_date\":\"2099-01-02T03:04:05.000000Z\"", put, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_OnlyTokens_KeepsTheSubscription()
    {
        await Put("""{"tokens_remaining":1000,"subscription":{"is_active":true,"end_date":null}}""");

        var put = await Put("""{"tokens_remaining":7}""");

        Assert.Contains("\"tokens_remaining\":7,", put, StringComparison.Ordinal);
        Assert.Contains("\"is_active\":true", put, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_OnlySubscription_KeepsTheTokens()
    {
        await Put("""{"tokens_remaining":1000,"subscription":{"is_active":true,"end_date":null}}""");

        var put = await Put("""{"subscription":{"is_active":false}}""");

        Assert.Contains("\"tokens_remaining\":1000,", put, StringComparison.Ordinal);
        Assert.Contains("\"is_active\":false", put, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_OnlyTheActivity_KeepsTheEnd()
    {
        await Put("""{"subscription":{"is_active":true,"end_date":"2099-01-02T03:04:05Z"}}""");

        var put = await Put("""{"subscription":{"is_active":false}}""");

        Assert.Contains("\"subscription\":{\"is_active\":false,\"end_date\":\"2099-01-02T03:04:05.000000Z\"}", put, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_OnlyTheEnd_KeepsTheActivity()
    {
        await Put("""{"subscription":{"is_active":false,"end_date":null}}""");

        var put = await Put("""{"subscription":{"end_date":"2099-01-02"}}""");

        Assert.Contains("\"subscription\":{\"is_active\":false,\"end_date\":\"2099-01-02T23:59:59.999999Z\"}", put, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_OnlyTheEndWithoutASubscription_Is400AndChangesNothing()
    {
        using var response = await Send(HttpMethod.Put, Route, """{"tokens_remaining":5,"subscription":{"end_date":null}}""");

        var problem = await Problem.ReadAsync(response, 400);
        Assert.Contains("subscription.is_active", problem.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains("\"tokens_remaining\":0,", await Read(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2099-01-02T03:04Z")]
    [InlineData("2099-01-02T03:04:00.000000000Z")]
    [InlineData("2099-01-01T22:04:00.0-05:00")]
    public async Task Put_EndDateOfAnyExactness_IsTaken(string endDate) => Assert.Contains(
        "\"end_date\":\"2099-01-02T03:04:00.000000Z\"", await Put($$$"""{"subscription":{"is_active":true,"end_date":"{{{endDate}}}"}}"""), StringComparison.Ordinal);

    [Theory]
    [InlineData("01/02/2027")]
    [InlineData("12:00")]
    [InlineData("2027-01-02T03:04:05")]
    [InlineData("2027-01-02 03:04:05Z")]
    [InlineData("2027-01-02T03:04:05 GMT")]
    [InlineData("2027-1-2")]
    [InlineData("2027-02-30")]
    [InlineData("2027-02-30T00:00:00Z")]
    [InlineData("2027-01-02T25:00:00Z")]
    [InlineData("2027-01-02T00:00:00+99:00")]
    [InlineData("9999-12-31T23:59:59-10:00")]
    [InlineData("20270102")]
    [InlineData("1798761600")]
    [InlineData(" 2027-01-02")]
    [InlineData("2027-01-02Z")]
    [InlineData("")]
    public async Task Put_EndDateThatIsNoMoment_IsRefused(string endDate)
    {
        using var response = await Send(HttpMethod.Put, Route, $$$"""{"subscription":{"is_active":true,"end_date":"{{{endDate}}}"}}""");

        var problem = await Problem.ReadAsync(response, 400);
        Assert.Contains("subscription.end_date", problem.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_SameKeyAgain_AnswersTheSameWithoutASecondEffect()
    {
        const string Body = """{"tokens_remaining":1000,"subscription":{"is_active":true}}""";
        using var first = await Send(HttpMethod.Put, Route, Body, "key");
        using var granted = await Send(HttpMethod.Post, Route + "grants/", """{"tokens":5,"reference":"a"}""");

        using var second = await Send(HttpMethod.Put, Route, Body, "key");

        Assert.False(first.Headers.Contains("Idempotent-Replayed"));
        Assert.Equal("true", second.Headers.GetValues("Idempotent-Replayed").Single());
        Assert.Equal(await first.Content.ReadAsStringAsync(Stopping), await second.Content.ReadAsStringAsync(Stopping));
        Assert.Contains("\"tokens_remaining\":1005,", await Read(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_SameKeyWithAnotherBody_Is422AndChangesNothing()
    {
        using var first = await Send(HttpMethod.Put, Route, """{"tokens_remaining":1000}""", "key");

        using var second = await Send(HttpMethod.Put, Route, """{"tokens_remaining":7}""", "key");

        Assert.Equal("idempotency_key_reused", (await Problem.ReadAsync(second, 422)).GetProperty("error_code").GetString());
        Assert.Contains("\"tokens_remaining\":1000,", await Read(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_WithoutAKey_IsMadeEachTime()
    {
        await Put("""{"tokens_remaining":1000}""");
        await Put("""{"tokens_remaining":7}""");

        Assert.Contains("\"tokens_remaining\":1000,", await Put("""{"tokens_remaining":1000}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_BadKey_Is400()
    {
        using var response = await Send(HttpMethod.Put, Route, """{"tokens_remaining":1000}""", "a b");

        Assert.Equal("invalid_idempotency_key", (await Problem.ReadAsync(response, 400)).GetProperty("error_code").GetString());
    }

    [Fact]
    public async Task Put_NullSubscription_RemovesIt()
    {
        await Put("""{"tokens_remaining":1000,"subscription":{"is_active":true,"end_date":null}}""");

        var put = await Put("""{"subscription":null}""");

        Assert.Contains("\"subscription\":{\"is_active\":false,\"end_date\":null}", put, StringComparison.Ordinal);
        using var client = gateway.Client(_user);
        using var generate = await client.PostAsJsonAsync("/api/v1/web-knowledge/generate-prompt/", new { manual_prompt = "A bakery" }, Stopping);
        Assert.Contains("\"no_subscription\"", await generate.Content.ReadAsStringAsync(Stopping), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"tokens_remaining":-1}""", "tokens_remaining")]
    [InlineData("""{"tokens_remaining":1.5}""", "tokens_remaining")]
    [InlineData("""{"tokens_remaining":"7"}""", "tokens_remaining")]
    [InlineData("""{"tokens_remaining":null}""", "tokens_remaining")]
    [InlineData("""{"tokens_remaining":99999999999999999999}""", "tokens_remaining")]
    [InlineData("""{"subscription":"yes"}""", "subscription")]
    [InlineData("""{"subscription":[]}""", "subscription")]
    [InlineData("""{"subscription":{}}""", "subscription.is_active")]
    [InlineData("""{"subscription":{"is_active":1}}""", "subscription.is_active")]
    [InlineData("""{"subscription":{"is_active":true,"end_date":"soon"}}""", "subscription.end_date")]
    [InlineData("""{"subscription":{"is_active":true,"end_date":7}}""", "subscription.end_date")]
    public async Task Put_BadValue_NamesTheFieldAndChangesNothing(string json, string field)
    {
        await Put("""{"tokens_remaining":1000,"subscription":{"is_active":true,"end_date":null}}""");
        var before = await Read();

        using var response = await Send(HttpMethod.Put, Route, json);

        var problem = await Problem.ReadAsync(response, 400);
        Assert.Contains(field, problem.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(before, await Read());
    }

    private async Task<string> Put(string json)
    {
        using var response = await Send(HttpMethod.Put, Route, json);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(Stopping);
    }

    private async Task<string> Read()
    {
        using var admin = gateway.Client("admin", isAdmin: true);
        return await admin.GetStringAsync(Route, Stopping);
    }

    private async Task<HttpResponseMessage> Send(HttpMethod method, string route, string json, string? key = null)
    {
        using var admin = gateway.Client("admin", isAdmin: true);
        using var request = new HttpRequestMessage(method, route) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return await admin.SendAsync(request, Stopping);
    }
}
