using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using PromptGen.Testing;
using static PromptGen.Gateway.Tests.GenerationCalls;

namespace PromptGen.Gateway.Tests;

public sealed class LedgerTests(GatewayHost gateway)
{
    private const string Own = "/api/v1/billing/usage/";

    private readonly string _user = $"user-{Guid.NewGuid():N}";

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    private string OfUser => $"/api/v1/billing/accounts/{_user}/usage/";

    [Fact]
    public async Task Usage_AfterAGeneration_IsItsCharge_InExactlyThisForm()
    {
        await Grant(5000, "invoice-7");
        using var client = gateway.Client(_user);
        var text = NewText();
        gateway.Model.On(text, ModelBehaviours.Answer("You sell bread to all who come in.", new ModelTokens(100, 210)));
        using var started = await client.PostAsJsonAsync(Route, new { manual_prompt = text, metadata = new { order = "7" } }, Stopping);
        var task = (await started.Body()).GetProperty("task_id").GetString()!;
        await client.End(task);

        using var response = await client.GetAsync(Own, Stopping);

        var page = await response.Body();
        var (charge, grant) = (page.GetProperty("results")[0], page.GetProperty("results")[1]);
        AssertJson(
            $$$"""
            {"line":3,"task_id":"{{{task}}}","kind":"charge","tokens":-310,"balance_after":14690,"shortfall":0,"prompt_tokens":100,"completion_tokens":210,"estimated":false,"model":"fake-model",
            "response_time_ms":{{{charge.GetProperty("response_time_ms")}}},"reference":null,"reason":null,"metadata":{"order":"7"},"at":"{{{charge.GetProperty("at")}}}"}
            """,
            charge);
        AssertJson(
            $$$"""
            {"line":2,"task_id":null,"kind":"grant","tokens":5000,"balance_after":15000,"shortfall":0,"prompt_tokens":null,"completion_tokens":null,"estimated":null,"model":null,
            "response_time_ms":null,"reference":"invoice-7","reason":null,"metadata":null,"at":"{{{grant.GetProperty("at")}}}"}
            """,
            grant);
        Assert.Equal(("adjustment", "trial"), (page.GetProperty("results")[2].GetProperty("kind").GetString(), page.GetProperty("results")[2].GetProperty("reason").GetString()));
        Assert.Equal(JsonValueKind.Null, page.GetProperty("next").ValueKind);
        Assert.EndsWith("Z", charge.GetProperty("at").GetString(), StringComparison.Ordinal);
        Assert.Contains("Accept", response.Headers.Vary);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pages_TakenTogether_AddUp_WhileNewLinesCome(bool asAdministrator)
    {
        for (var i = 0; i < 6; i++)
            await Grant(100 + i, $"invoice-{i}");
        using var client = asAdministrator ? gateway.Client("admin", isAdmin: true) : gateway.Client(_user);
        var route = asAdministrator ? OfUser : Own;

        var lines = new List<JsonElement>();
        for (var (query, more) = ("?limit=3", 0); ; more++)
        {
            using var response = await client.GetAsync(route + query, Stopping);
            var page = await response.Body();
            lines.AddRange(page.GetProperty("results").EnumerateArray());
            await Grant(1000, $"later-{more}");
            if (page.GetProperty("next").GetString() is not { } next)
                break;
            query = $"?limit=3&cursor={Uri.EscapeDataString(next)}";
            Assert.Equal($"<{query}>; rel=\"next\"", response.Headers.GetValues("Link").Single());
        }

        Assert.Equal([7, 6, 5, 4, 3, 2, 1], lines.Select(line => line.GetProperty("line").GetInt32()));
        Assert.Equal(lines[0].GetProperty("balance_after").GetInt64(), lines.Sum(line => line.GetProperty("tokens").GetInt64()));
    }

    [Fact]
    public async Task Csv_IsTheSamePage_AndNamesTheNext()
    {
        await Grant(500, "=cmd|' /C calc'!A0");
        await Grant(600, "said \"one, two\"");

        using var csv = await Get(OfUser + "?limit=2", "text/csv");

        Assert.Equal("text/csv; charset=utf-8; header=present", csv.Content.Headers.ContentType!.ToString());
        var lines = (await csv.Content.ReadAsStringAsync(Stopping)).Split("\r\n");
        Assert.Equal(
            "line,task_id,kind,tokens,balance_after,shortfall,prompt_tokens,completion_tokens,estimated,model,response_time_ms,reference,reason,metadata,at", lines[0]);
        Assert.StartsWith("3,,grant,600,11100,0,,,,,,\"said \"\"one, two\"\"\",,,2", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("2,,grant,500,10500,0,,,,,,'=cmd|' /C calc'!A0,,,2", lines[2], StringComparison.Ordinal);
        Assert.Equal("", lines[3]);
        var next = csv.Headers.GetValues("Link").Single();
        using var rest = await Get(OfUser + next[1..next.IndexOf('>')], "text/csv");
        Assert.StartsWith("1,,adjustment,10000,10000,0,,,,,,,trial,,2", (await rest.Content.ReadAsStringAsync(Stopping)).Split("\r\n")[1], StringComparison.Ordinal);
        Assert.False(rest.Headers.Contains("Link"));
    }

    [Theory]
    [InlineData("?limit=0", "limit", "invalid_limit")]
    [InlineData("?limit=101", "limit", "invalid_limit")]
    [InlineData("?limit=ten", "limit", "invalid_limit")]
    [InlineData("?limit=1&limit=2", "limit", "invalid_limit")]
    [InlineData("?cursor=x", "cursor", "invalid_cursor")]
    [InlineData("?cursor=1_2", "cursor", "invalid_cursor")]
    [InlineData("?cursor=0_2_3", "cursor", "invalid_cursor")]
    [InlineData("?cursor=99999999999999999999_2_3", "cursor", "invalid_cursor")]
    [InlineData("?cursor=2_2_9223372036854775807", "cursor", "invalid_cursor")]
    public async Task Usage_BadQuery_Is400AndSaysWhatIsWrong(string query, string field, string code)
    {
        foreach (var route in (string[])[Own, OfUser])
        {
            using var response = await Get(route + query, "application/json");

            var problem = await Problem.ReadAsync(response, 400);
            Assert.Equal(code, problem.GetProperty("error_code").GetString());
            Assert.StartsWith(field, problem.GetProperty("message").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Usage_OfAUserWhoseIdIsPercentEncoded_IsTheirs()
    {
        var user = $"https://id.example.org/users/{Guid.NewGuid():N}";
        var route = $"/api/v1/billing/accounts/{Uri.EscapeDataString(user)}/";
        using var admin = gateway.Client("admin", isAdmin: true);
        using var granted = await admin.PostAsJsonAsync(route + "grants/", new { tokens = 77, reference = "a" }, Stopping);

        var page = await admin.GetFromJsonAsync<JsonElement>(route + "usage/", Stopping);

        using var client = gateway.Client(user);
        var own = await client.GetFromJsonAsync<JsonElement>(Own, Stopping);
        Assert.Equal(77, page.GetProperty("results")[0].GetProperty("tokens").GetInt64());
        Assert.True(JsonElement.DeepEquals(page, own));
    }

    [Fact]
    public async Task Usage_OfAnotherUser_IsForAdministratorsAlone()
    {
        using var client = gateway.Client(_user);
        using var stranger = gateway.Client();

        using var asUser = await client.GetAsync(OfUser, Stopping);
        using var asStranger = await stranger.GetAsync(OfUser, Stopping);
        using var own = await stranger.GetAsync(Own, Stopping);

        await Problem.ReadAsync(asUser, 403);
        await Problem.ReadAsync(asStranger, 401);
        await Problem.ReadAsync(own, 401);
    }

    private async Task<HttpResponseMessage> Get(string address, string accept)
    {
        using var admin = gateway.Client("admin", isAdmin: true);
        admin.DefaultRequestHeaders.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(accept));
        return await admin.GetAsync(address, Stopping);
    }

    private async Task Grant(long tokens, string reference)
    {
        using var admin = gateway.Client("admin", isAdmin: true);
        using var response = await admin.PostAsJsonAsync($"/api/v1/billing/accounts/{_user}/grants/", new { tokens, reference }, Stopping);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
