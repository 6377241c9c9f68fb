using System.Text.Json;

namespace PromptGen.Gateway.Tests;

/// <summary>Which account an address names, as it is sent over the wire.</summary>
public sealed class AccountPathTests(GatewayHost gateway)
{
    private const string Accounts = "/api/v1/billing/accounts/";

    // In every id, so that no other test meets its account.
    private readonly string _mark = Guid.NewGuid().ToString("N");

    [Theory]
    [InlineData("https%3A%2F%2Fid.example.org%2Fusers%2F42", "https://id.example.org/users/42")]
    [InlineData("https%3a%2f%2fid.example.org%2fusers%2f42", "https://id.example.org/users/42")]
    [InlineData("https:%2F%2Fid.example.org%2Fusers%2F42", "https://id.example.org/users/42")]
    [InlineData("a%2Fb", "a/b")]
    [InlineData("a%252Fb", "a%2Fb")]
    [InlineData("a%25252Fb", "a%252Fb")]
    [InlineData("100%25", "100%")]
    [InlineData("a+b%20c", "a+b c")]
    [InlineData("auth0%7C42", "auth0|42")]
    [InlineData("%C3%B6%2F%F0%9F%A5%90", "ö/🥐")]
    [InlineData("a%2F..%2Fb", "a/../b")]
    public async Task UserId_IsDecodedOnceOnAllRoutes(string encoded, string user)
    {
        (encoded, user) = (encoded + _mark, user + _mark);

        var put = await Send("PUT", encoded, """{"tokens_remaining":100,"subscription":{"is_active":true}}""");
        var granted = await Send("POST", encoded + "/grants/", """{"tokens":23,"reference":"a"}""");
        var read = await Send("GET", encoded + "/");

        Assert.All((RawAnswer[])[put, granted, read], answer => Assert.Equal((200, user), (answer.Status, Member(answer, "user_id").GetString())));
        using var client = gateway.Client(user);
        Assert.Equal("123/0", await client.Tokens());
    }

    [Theory]
    [InlineData("%2Ea%2Fb")]
    [InlineData("a%2Fb?x=/api/v1/billing/accounts/other")]
    [InlineData("a%2Fb/?x=%2F..%2F")]
    public async Task UserId_BesideOddNeighbours_IsStillThatUsers(string target)
    {
        var answer = await Send("GET", target);

        Assert.Equal(200, answer.Status);
        Assert.Contains(Member(answer, "user_id").GetString(), (string[])[".a/b", "a/b"]);
    }

    [Theory]
    [InlineData("a%20b", "a b")]
    [InlineData("a%252Fb", "a%2Fb")]
    [InlineData("a%2F", "a/")]
    [InlineData("a%2Fb", null)]
    public async Task UserId_OfAnAbsoluteTarget_IsThatUsersOrNobodys(string target, string? user)
    {
        var answer = await Send("GET", target, prefix: gateway.Address.GetLeftPart(UriPartial.Authority) + Accounts);

        Assert.Equal((user is null ? 404 : 200, user), (answer.Status, user is null ? null : Member(answer, "user_id").GetString()));
    }

    [Theory]
    [InlineData("%FF")]
    [InlineData("a%2Fb%FF")]
    [InlineData("a%2Fb%zz")]
    [InlineData("a%2")]
    [InlineData("a%01b")]
    [InlineData("a%2F%0Ab")]
    [InlineData("a%7F")]
    [InlineData("%20")]
    [InlineData("x/../a%2Fb")]
    [InlineData("%2E%2E/accounts/a%2Fb")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("%2E")]
    [InlineData("%2e%2e")]
    public async Task UserId_ThatNobodyHas_IsRefused(string target)
    {
        foreach (var (method, rest, body) in new[] { ("GET", "", ""), ("PUT", "", """{"tokens_remaining":1}"""), ("POST", "/grants", """{"tokens":1,"reference":"a"}""") })
        {
            var answer = await Send(method, target + rest, body);

            Assert.True(answer.Status is 400 or 404 or 405, $"{method} {target}: {answer.Status}");
        }
    }

    [Theory]
    [InlineData(255, 200)]
    [InlineData(256, 400)]
    public async Task UserId_HasAtMost255Characters(int length, int status)
    {
        var answer = await Send("GET", "a%2F" + new string('b', length - 2));

        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 400, answer.IsProblem && answer.Body.Contains("user_id", StringComparison.Ordinal));
    }

    /// <summary>A member of a body that came in one chunk, which has its length before it.</summary>
    private static JsonElement Member(RawAnswer answer, string name) =>
        JsonElement.Parse(answer.Body[answer.Body.IndexOf('{')..(answer.Body.LastIndexOf('}') + 1)]).GetProperty(name);

    private async Task<RawAnswer> Send(string method, string target, string body = "", string prefix = Accounts)
    {
        using var admin = gateway.Client("admin", isAdmin: true);
        string[] headers = [$"Authorization: {admin.DefaultRequestHeaders.Authorization}", .. body.Length > 0 ? (string[])["Content-Type: application/json"] : []];
        return await RawHttp.SendAsync(gateway.Address, method, prefix + target, System.Text.Encoding.UTF8.GetBytes(body), headers);
    }
}
