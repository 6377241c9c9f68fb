using System.Net;
using System.Text;
using System.Text.Json;
using PromptGen.Testing;
using static PromptGen.Gateway.Tests.GenerationCalls;

namespace PromptGen.Gateway.Tests;

public sealed class BusinessPromptsTests(GatewayHost gateway)
{
    private const string All = "/api/v1/business-prompts/";

    // Nobody else's business.
    private readonly string _type = $"Zoo {Guid.NewGuid():N}";

    public static TheoryData<string> BadBodies => ["{}", """{"prompt":null}""", """{"prompt":7}""", """{"prompt":""}""", """{"prompt":" \n\u200b"}"""];

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Put_IsWhatGetAndTheListAndTheNextGenerationHave_InAnyCase()
    {
        using var put = await Send(HttpMethod.Put, _type, """{"prompt":"# The zoo\n[animals]"}""");
        using var got = await Send(HttpMethod.Get, _type.ToUpperInvariant().Replace(' ', '-'));
        using var list = await Send(HttpMethod.Get, "");

        var body = await put.Body();
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        AssertJson($$"""{"name":"{{_type}}","prompt":"# The zoo\n[animals]","built_in":false,"updated_at":"{{body.GetProperty("updated_at")}}"}""", body);
        Assert.True(JsonElement.DeepEquals(body, await got.Body()));
        Assert.Contains((await list.Body()).GetProperty("results").EnumerateArray(), prompt => JsonElement.DeepEquals(prompt, body));
        Assert.Contains("# The zoo", await AskedOfTheModel(_type.ToLowerInvariant()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_Again_ReplacesIt()
    {
        using var first = await Send(HttpMethod.Put, _type, """{"prompt":"The first."}""");
        using var second = await Send(HttpMethod.Put, _type.ToUpperInvariant(), """{"prompt":"The second."}""");

        using var got = await Send(HttpMethod.Get, _type);

        var body = await got.Body();
        Assert.Equal((_type.ToUpperInvariant(), "The second."), (body.GetProperty("name").GetString(), body.GetProperty("prompt").GetString()));
    }

    [Fact]
    public async Task Delete_TakesItBack()
    {
        using var put = await Send(HttpMethod.Put, _type, """{"prompt":"# The zoo"}""");

        using var deleted = await Send(HttpMethod.Delete, _type);
        using var got = await Send(HttpMethod.Get, _type);
        using var again = await Send(HttpMethod.Delete, _type);

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal("business_prompt_not_found", (await Problem.ReadAsync(got, 404)).GetProperty("error_code").GetString());
        await Problem.ReadAsync(again, 404);
        Assert.DoesNotContain("# The zoo", await AskedOfTheModel(_type), StringComparison.Ordinal);
    }

    [Fact]
    public async Task BuiltIn_IsReplacedAndBroughtBack()
    {
        using var builtIn = await Send(HttpMethod.Get, "beauty salon");
        using var put = await Send(HttpMethod.Put, "Beauty-Salon", """{"prompt":"# Ours alone"}""");
        var ours = await AskedOfTheModel("beauty_salon");
        using var deleted = await Send(HttpMethod.Delete, "BEAUTY SALON");
        using var untouched = await Send(HttpMethod.Delete, "beauty salon");
        using var back = await Send(HttpMethod.Get, "beauty salon");

        var body = await builtIn.Body();
        Assert.True(body.GetProperty("built_in").GetBoolean());
        Assert.Equal(JsonValueKind.Null, body.GetProperty("updated_at").ValueKind);
        Assert.Contains("# Ours alone", ours, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (deleted.StatusCode, untouched.StatusCode));
        Assert.True(JsonElement.DeepEquals(body, await back.Body()));
    }

    [Theory]
    [InlineData("a%2Fb", "a/b")]
    [InlineData("a%252Fb", "a%2Fb")]
    [InlineData("caf%C3%A9%20%26%20bar", "café & bar")]
    public async Task Name_IsDecodedOnce(string encoded, string name)
    {
        var mark = Guid.NewGuid().ToString("N");
        using var put = await Send(HttpMethod.Put, encoded + mark, """{"prompt":"Template."}""", isEncoded: true);

        Assert.Equal(name + mark, (await put.Body()).GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("---")]
    [InlineData("%20")]
    [InlineData("a%0Ab")]
    [InlineData("a%FF")]
    [InlineData("0000000000111111111122222222223333333333444444444455555555556666666666777777777788888888889999999999x")]
    public async Task Name_ThatIsNone_Is400AndNamesIt(string encoded)
    {
        foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Put, HttpMethod.Delete])
        {
            using var response = await Send(method, encoded, method == HttpMethod.Put ? """{"prompt":"Template."}""" : null, isEncoded: true);

            Assert.StartsWith("name", (await Problem.ReadAsync(response, 400)).GetProperty("message").GetString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(BadBodies))]
    public async Task Put_BadPrompt_Is400AndNamesIt(string body)
    {
        using var response = await Send(HttpMethod.Put, _type, body);

        var problem = await Problem.ReadAsync(response, 400);
        Assert.StartsWith("prompt", problem.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("invalid_request", problem.GetProperty("error_code").GetString());
        using var got = await Send(HttpMethod.Get, _type);
        Assert.Equal(HttpStatusCode.NotFound, got.StatusCode);
    }

    [Fact]
    public async Task Put_TheLongestPrompt_IsTaken_AndNoLongerOne()
    {
        using var longest = await Send(HttpMethod.Put, _type, $$"""{"prompt":"{{new string('ی', 20_000)}}"}""");
        using var longer = await Send(HttpMethod.Put, _type, $$"""{"prompt":"{{new string('ی', 20_001)}}"}""");

        Assert.Equal(HttpStatusCode.OK, longest.StatusCode);
        Assert.Equal("prompt is 20001 characters long; at most 20000 are allowed", (await Problem.ReadAsync(longer, 400)).GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "restaurant/")]
    [InlineData("PUT", "restaurant/")]
    [InlineData("DELETE", "restaurant/")]
    public async Task Route_IsForAdministratorsAlone(string method, string route)
    {
        using var client = gateway.NewUser();
        using var stranger = gateway.Client();
        using var asUser = new HttpRequestMessage(new HttpMethod(method), All + route);
        using var asStranger = new HttpRequestMessage(new HttpMethod(method), All + route);

        using var forbidden = await client.SendAsync(asUser, Stopping);
        using var unauthorized = await stranger.SendAsync(asStranger, Stopping);

        await Problem.ReadAsync(forbidden, 403);
        await Problem.ReadAsync(unauthorized, 401);
    }

    private async Task<HttpResponseMessage> Send(HttpMethod method, string name, string? json = null, bool isEncoded = false)
    {
        using var admin = gateway.Client("admin", isAdmin: true);
        var path = isEncoded ? name : Uri.EscapeDataString(name);
        using var request = new HttpRequestMessage(method, All + (path.Length > 0 ? $"{path}/" : ""));
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        return await admin.SendAsync(request, Stopping);
    }

    private async Task<string> AskedOfTheModel(string type)
    {
        using var client = gateway.NewUser();
        var text = NewText();
        await client.Start(text, businessType: type);
        var call = await Eventually.GetAsync(
            () => Task.FromResult(gateway.Model.Calls.FirstOrDefault(call => call.Prompt.Contains(text, StringComparison.Ordinal))),
            call => call is not null, "the model is asked", Stopping);
        return call!.Prompt;
    }
}
