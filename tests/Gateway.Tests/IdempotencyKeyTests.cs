using System.Net;
using System.Net.Http.Json;
using PromptGen.Llm;

namespace PromptGen.Gateway.Tests;

public sealed class IdempotencyKeyTests(GatewayHost gateway)
{
    private const string Route = "/api/v1/web-knowledge/generate-prompt-async/";
    private const string Header = "Idempotency-Key";
    private const string Replayed = "Idempotent-Replayed";

    private static readonly Dictionary<string, string[]> BadKeys = new()
    {
        ["empty"] = [""],
        ["256 characters"] = [new string('k', 256)],
        ["sent twice"] = ["same", "same"],
        ["not ASCII"] = ["schlüssel"],
        ["a blank inside"] = ["a b"],
        ["a tab inside"] = ["a\tb"],
    };

    public static TheoryData<string> BadKeyNames => [.. BadKeys.Keys];

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_SameKeyAndBody_AnswersTheSameAndSaysSo()
    {
        using var client = gateway.NewUser();

        using var first = await Start(client, "A bakery", "key");
        using var second = await Start(client, "A bakery", "key");

        Assert.Equal(HttpStatusCode.Accepted, first.StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, second.StatusCode);
        Assert.False(first.Headers.Contains(Replayed));
        Assert.Equal("true", second.Headers.GetValues(Replayed).Single());
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal(await first.Content.ReadAsStringAsync(Stopping), await second.Content.ReadAsStringAsync(Stopping));
    }

    [Fact]
    public async Task Start_SameKeyAfterTheTaskHasEnded_StillAnswersTheSame()
    {
        using var client = gateway.NewUser();
        using var first = await Start(client, "A bakery", "key");
        using var ended = await client.GetAsync($"{first.Headers.Location}?wait=30", Stopping);

        using var second = await Start(client, "A bakery", "key");

        Assert.Contains("\"progress\":100", await ended.Content.ReadAsStringAsync(Stopping), StringComparison.Ordinal);
        Assert.Equal(await first.Content.ReadAsStringAsync(Stopping), await second.Content.ReadAsStringAsync(Stopping));
    }

    [Fact]
    public async Task Start_TwentyTimesAtOnceWithOneKey_IsOneTask()
    {
        using var client = gateway.NewUser();

        var responses = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Start(client, "A bakery", "key")));

        Assert.All(responses, response => Assert.Equal(HttpStatusCode.Accepted, response.StatusCode));
        Assert.Single(responses.Select(response => response.Headers.Location).Distinct());
        Assert.Equal(19, responses.Count(response => response.Headers.Contains(Replayed)));
    }

    [Theory]
    [InlineData("""{"manual_prompt":"A butcher"}""")]
    [InlineData("""{"manual_prompt":"A bakery","business_type":"retail"}""")]
    [InlineData("""{"manual_prompt":"A bakery","timeout_seconds":60}""")]
    public async Task Start_SameKeyWithAnotherBody_Is422(string other)
    {
        using var client = gateway.NewUser();
        using var first = await Start(client, "A bakery", "key");

        using var second = await Send(client, new StringContent(other, null, "application/json"), "key");

        var problem = await Problem.ReadAsync(second, 422);
        Assert.Equal("idempotency_key_reused", problem.GetProperty("error_code").GetString());
    }

    [Fact]
    public async Task Start_SameBodyWrittenInAnotherWay_IsTheSameRequest()
    {
        using var client = gateway.NewUser();
        using var first = await Start(client, "A bakery", "key");

        using var second = await Send(client, new StringContent("""{ "unknown": 1, "manual_prompt": "A \u0062akery" }""", null, "application/json"), "key");

        Assert.Equal(first.Headers.Location, second.Headers.Location);
    }

    [Theory]
    [MemberData(nameof(BadKeyNames))]
    public async Task Start_BadKey_Is400(string which)
    {
        var body = """{"manual_prompt":"A bakery"}"""u8.ToArray();
        string[] headers = ["Content-Type: application/json", $"Authorization: Bearer {new TestToken(gateway.DevelopmentKey).Sign()}", .. BadKeys[which].Select(key => $"{Header}: {key}")];

        var answer = await RawHttp.SendAsync(gateway.Address, "POST", Route, body, headers);

        Assert.Equal(400, answer.Status);
        Assert.Contains("\"invalid_idempotency_key\"", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_KeyOf255Characters_IsAccepted()
    {
        using var client = gateway.NewUser();

        using var response = await Start(client, "A bakery", new string('~', 255));

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    [Fact]
    public async Task Start_AnotherUsersKey_IsAnotherTask()
    {
        using var one = gateway.NewUser();
        using var other = gateway.NewUser();

        using var first = await Start(one, "A bakery", "key");
        using var second = await Start(other, "A bakery", "key");

        Assert.Equal(HttpStatusCode.Accepted, second.StatusCode);
        Assert.NotEqual(first.Headers.Location, second.Headers.Location);
        Assert.False(second.Headers.Contains(Replayed));
    }

    private static Task<HttpResponseMessage> Start(HttpClient client, string prompt, params string[] keys) =>
        Send(client, JsonContent.Create(new { manual_prompt = prompt }), keys);

    private static async Task<HttpResponseMessage> Send(HttpClient client, HttpContent body, params string[] keys)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Route) { Content = body };
        foreach (var key in keys)
            request.Headers.TryAddWithoutValidation(Header, key);
        return await client.SendAsync(request, Stopping);
    }
}
