using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using static PromptGen.Gateway.Tests.GenerationCalls;

namespace PromptGen.Gateway.Tests;

public sealed class MetadataTests(GatewayHost gateway)
{
    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Metadata_ComesBackInEachStatus_AndInTheList()
    {
        const string Metadata = """{"order":"7","کافه":"آرورا"}""";
        using var client = gateway.NewUser();
        using var started = await Post(client, $$"""{"manual_prompt":"{{NewText()}}","metadata":{{Metadata}}}""");
        var task = (await started.Body()).GetProperty("task_id").GetString()!;

        AssertJson(Metadata, (await client.Status(task)).GetProperty("metadata"));
        AssertJson(Metadata, (await client.End(task)).GetProperty("metadata"));
        var list = await client.GetFromJsonAsync<JsonElement>(Route, Stopping);
        AssertJson(Metadata, list.GetProperty("results")[0].GetProperty("metadata"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    public async Task NoMetadata_IsLeftOut(string metadata)
    {
        using var client = gateway.NewUser();
        using var started = await Post(client, $$"""{"manual_prompt":"{{NewText()}}","metadata":{{metadata}}}""");

        Assert.False((await client.End((await started.Body()).GetProperty("task_id").GetString()!)).TryGetProperty("metadata", out _));
    }

    [Fact]
    public async Task Metadata_AtItsLimits_IsTaken()
    {
        using var client = gateway.NewUser();
        var metadata = Enumerable.Range(0, 16).ToDictionary(i => $"{i}".PadLeft(64, 'k'), _ => new string('v', 256));

        using var started = await client.PostAsJsonAsync(Route, new { manual_prompt = NewText(), metadata }, Stopping);

        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
    }

    public static TheoryData<string> BadOnes =>
    [
        "[]", "\"text\"", "1", """{"a":1}""", """{"a":null}""", """{"a":{}}""", """{"":"a"}""",
        $$"""{"a":"{{new string('v', 257)}}"}""",
        $$"""{"{{new string('k', 65)}}":"a"}""",
        $"{{{string.Join(',', Enumerable.Range(0, 17).Select(i => $"\"{i}\":\"a\""))}}}",
    ];

    [Theory]
    [MemberData(nameof(BadOnes))]
    public async Task BadMetadata_Is400AndSaysWhatIsAllowed(string metadata)
    {
        using var client = gateway.NewUser();

        using var response = await Post(client, $$"""{"manual_prompt":"A bakery","metadata":{{metadata}}}""");

        var problem = await Problem.ReadAsync(response, 400);
        Assert.Equal("invalid_metadata", problem.GetProperty("error_code").GetString());
        Assert.Contains("at most 16 texts", problem.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SameKeyWithOtherMetadata_Is422_AndInAnotherOrderIsTheSame()
    {
        using var client = gateway.NewUser();
        using var first = await Post(client, """{"manual_prompt":"A bakery","metadata":{"a":"1","b":"2"}}""", "key");
        using var same = await Post(client, """{"manual_prompt":"A bakery","metadata":{"b":"2","a":"1"}}""", "key");
        using var other = await Post(client, """{"manual_prompt":"A bakery","metadata":{"a":"1","b":"3"}}""", "key");

        Assert.Equal((202, 202, 422), ((int)first.StatusCode, (int)same.StatusCode, (int)other.StatusCode));
    }

    private static async Task<HttpResponseMessage> Post(HttpClient client, string json, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Route) { Content = new StringContent(json, null, "application/json") };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return await client.SendAsync(request, Stopping);
    }
}
