using System.Text;

namespace PromptGen.Gateway.Tests;

public sealed class BadInputTests(GatewayHost gateway)
{
    private const string Start = "/api/v1/web-knowledge/generate-prompt-async/";
    private const string Status = $"{Start}status/";
    private const string TaskId = "0B8A6D9E-3F0C-4E57-9C47-5A0F9A0C1D2E";

    private static readonly Dictionary<string, (byte[] Body, int Status)> Bodies = new()
    {
        ["arrays 100,000 deep"] = (Json($"{{\"manual_prompt\":{new string('[', 100_000)}{new string(']', 100_000)}}}"), 400),
        ["objects 100,000 deep"] = (Json(string.Concat(Enumerable.Repeat("{\"a\":", 100_000)) + "1" + new string('}', 100_000)), 400),
        ["a key twice"] = (Json("""{"manual_prompt":"a","manual_prompt":"b"}"""), 202),
        ["an escaped NUL"] = (Json("""{"manual_prompt":"a\u0000b"}"""), 202),
        ["a raw NUL"] = (Json("{\"manual_prompt\":\"a\0b\"}"), 400),
        ["a number beyond every type"] = (Json($$"""{"manual_prompt":"a","more":{{new string('9', 5_000)}},"most":1e99999}"""), 202),
        ["an escape cut off"] = (Json("{\"manual_prompt\":\"a\\u"), 400),
        ["an escape that is none"] = (Json("{\"manual_prompt\":\"\\ud83e\\q\"}"), 400),
        ["the bytes of a lone surrogate"] = ([.. "{\"manual_prompt\":\"a"u8, 0xED, 0xA0, 0x80, .. "\"}"u8], 400),
        ["bytes that are no UTF-8"] = ([.. "{\"manual_prompt\":\"a"u8, 0xC3, 0x28, 0xFF, .. "\"}"u8], 400),
        ["bytes that are no UTF-8 in an unknown member"] = ([.. "{\"manual_prompt\":\"a\",\"more\":\""u8, 0xFF, .. "\"}"u8], 400),
        ["UTF-16"] = (Encoding.Unicode.GetBytes("""{"manual_prompt":"a"}"""), 400),
        ["two documents"] = (Json("""{"manual_prompt":"a"}{"manual_prompt":"b"}"""), 400),
        ["a comment"] = (Json("""{"manual_prompt":"a"/* b */}"""), 400),
        ["a text cut off"] = (Json("{\"manual_prompt\":\"a"), 400),
        ["blanks"] = (Json("   "), 400),
    };

    public static TheoryData<string> BodyNames => [.. Bodies.Keys];

    [Theory]
    [MemberData(nameof(BodyNames))]
    public async Task Start_StrangeBody_IsRefusedOrTakenButNeverFails(string which)
    {
        var (body, expected) = Bodies[which];

        var answer = await Send("POST", Start, body);

        AssertAnswer(expected, answer);
    }

    [Fact]
    public async Task Start_ByteOrderMark_IsTaken()
    {
        var answer = await Send("POST", Start, [0xEF, 0xBB, 0xBF, .. Json("""{"manual_prompt":"a"}""")]);

        AssertAnswer(202, answer);
    }

    [Theory]
    [InlineData("application/json; charset=\"utf-8\"", 202)]
    [InlineData("application/json; charset=utf8", 202)]
    [InlineData("application/json;charset=UTF8", 202)]
    [InlineData("Application/JSON; Charset=\"Utf_8\"", 202)]
    [InlineData("application/json; charset='utf-8'; boundary=x", 202)]
    [InlineData("application/json; charset=unicode-1-1-utf-8", 202)]
    [InlineData("application/json; charset=\"\"", 415)]
    [InlineData("application/json; charset=utf-16", 202)]
    [InlineData("application/json; charset=utf-7", 415)]
    [InlineData("application/json; charset=utf-8x", 415)]
    [InlineData("application/json; charset=nonsense", 415)]
    [InlineData("application/json; charset=", 415)]
    [InlineData("application/merge-patch+json", 202)]
    [InlineData("nonsense", 415)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    public async Task Start_StrangeContentType_IsRefusedOrTakenButNeverFails(string type, int expected)
    {
        var encoding = type.Contains("utf-16", StringComparison.Ordinal) ? Encoding.Unicode : Encoding.UTF8;

        var answer = await Send("POST", Start, encoding.GetBytes("""{"manual_prompt":"a"}"""), $"Content-Type: {type}");

        AssertAnswer(expected, answer);
    }

    [Theory]
    [InlineData("identity", 202)]
    [InlineData("gzip", 415)]
    [InlineData("identity, br", 415)]
    public async Task Start_ThatIsCompressed_IsRefusedAsSuch(string coding, int expected)
    {
        var answer = await Send("POST", Start, Json("""{"manual_prompt":"a"}"""), $"Content-Type: application/json\r\nContent-Encoding: {coding}");

        AssertAnswer(expected, answer);
    }

    [Theory]
    [InlineData("../../../etc/passwd")]
    [InlineData("..%2f..%2fetc%2fpasswd")]
    [InlineData("%2e%2e/secret")]
    [InlineData("%00")]
    [InlineData("%")]
    [InlineData("%ff%fe")]
    [InlineData("{0b8a6d9e-3f0c-4e57-9c47-5a0f9a0c1d2e}")]
    [InlineData("0b8a6d9e3f0c4e579c475a0f9a0c1d2e")]
    [InlineData(TaskId)]
    [InlineData("a/b")]
    [InlineData("user:other")]
    public async Task Status_StrangeId_IsNotFound(string id)
    {
        var answer = await Send("GET", Status + id, []);

        // Two dots leave the route: what is there then takes no GET.
        Assert.True(answer.Status is 404 or 400 or 405, answer.Head);
        // What is no HTTP at all is refused before anything of ours reads it.
        Assert.True(answer.IsProblem || answer.Status == 400, answer.Head);
    }

    [Fact]
    public async Task Status_IdInUpperCase_IsTheSameTask()
    {
        var started = await Send("POST", Start, Json("""{"manual_prompt":"a"}"""));
        var id = started.Body.Split("\"task_id\":\"")[1][..36];

        var answer = await Send("GET", Status + id.ToUpperInvariant(), []);

        AssertAnswer(200, answer);
    }

    [Theory]
    [InlineData("PUT", Start)]
    [InlineData("DELETE", Start)]
    [InlineData("POST", Status + TaskId)]
    [InlineData("GET", Start + TaskId + "/cancel/")]
    [InlineData("GET", "/api/v1/web-knowledge/generate-prompt/")]
    [InlineData("POST", "/api/v1/billing/account/")]
    public async Task Request_WrongMethod_Is405(string method, string route)
    {
        var answer = await Send(method, route, []);

        AssertAnswer(405, answer);
    }

    [Theory]
    [InlineData("/api/v1/nothing")]
    [InlineData("/api/v2/web-knowledge/generate-prompt/")]
    [InlineData("/nothing/at/all")]
    public async Task Request_UnknownRoute_Is404(string route)
    {
        var answer = await Send("GET", route, []);

        AssertAnswer(404, answer);
    }

    private static byte[] Json(string text) => Encoding.UTF8.GetBytes(text);

    private static void AssertAnswer(int expected, RawAnswer answer)
    {
        Assert.Equal(expected, answer.Status);
        Assert.Equal(expected >= 400, answer.IsProblem);
    }

    private Task<RawAnswer> Send(string method, string target, byte[] body, string type = "Content-Type: application/json") =>
        RawHttp.SendAsync(gateway.Address, method, target, body, type, $"Authorization: Bearer {new TestToken(gateway.DevelopmentKey) { Subject = "bad-input" }.Sign()}");
}
