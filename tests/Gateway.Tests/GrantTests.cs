using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace PromptGen.Gateway.Tests;

public sealed class GrantTests(GatewayHost gateway)
{
    private readonly string _user = $"user-{Guid.NewGuid():N}";

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    private string Account => $"/api/v1/billing/accounts/{_user}/";

    [Fact]
    public async Task Grant_SameReferenceAgain_AddsOnce()
    {
        await PutTokens(1000);

        var first = await Granted("invoice-7");
        var second = await Granted("invoice-7");

        Assert.Equal(1500, first);
        Assert.Equal(1500, second);
    }

    [Fact]
    public async Task Grant_SameReferenceManyTimesAtOnce_AddsOnce()
    {
        await PutTokens(1000);

        var balances = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Granted("invoice-7")));

        Assert.All(balances, balance => Assert.Equal(1500, balance));
    }

    [Fact]
    public async Task Grant_SameReferenceWithOtherTokens_Is409AndAddsNothing()
    {
        await PutTokens(1000);
        await Granted("invoice-7");
        using var admin = gateway.Client("admin", isAdmin: true);

        using var response = await admin.PostAsJsonAsync($"{Account}grants/", new { tokens = 600, reference = "invoice-7" }, Stopping);

        Assert.Equal("reference_reused", (await Problem.ReadAsync(response, 409)).GetProperty("error_code").GetString());
        Assert.Equal(1500, await Granted("invoice-7"));
    }

    [Fact]
    public async Task Grant_OtherReference_AddsAgain()
    {
        await PutTokens(1000);

        await Granted("invoice-7");
        var second = await Granted("invoice-8");

        Assert.Equal(2000, second);
    }

    [Theory]
    [InlineData("{}", "tokens")]
    [InlineData("""{"tokens":0,"reference":"a"}""", "tokens")]
    [InlineData("""{"tokens":-5,"reference":"a"}""", "tokens")]
    [InlineData("""{"tokens":"5","reference":"a"}""", "tokens")]
    [InlineData("""{"tokens":5}""", "reference")]
    [InlineData("""{"tokens":5,"reference":" "}""", "reference")]
    [InlineData("""{"tokens":5,"reference":7}""", "reference")]
    public async Task Grant_BadValue_NamesTheField(string json, string field)
    {
        using var admin = gateway.Client("admin", isAdmin: true);
        using var content = new StringContent(json, Encoding.UTF8, "application/json");

        using var response = await admin.PostAsync($"{Account}grants/", content, Stopping);

        var problem = await Problem.ReadAsync(response, 400);
        Assert.Contains(field, problem.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("PUT", "")]
    [InlineData("POST", "grants/")]
    public async Task AdminRoute_AsAUserOfThatAccount_Is403(string method, string route)
    {
        using var client = gateway.Client(_user);
        using var request = new HttpRequestMessage(new HttpMethod(method), Account + route);

        using var response = await client.SendAsync(request, Stopping);

        await Problem.ReadAsync(response, 403);
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("PUT", "")]
    [InlineData("POST", "grants/")]
    public async Task AdminRoute_WithoutToken_Is401(string method, string route)
    {
        using var stranger = gateway.Client();
        using var request = new HttpRequestMessage(new HttpMethod(method), Account + route);

        using var response = await stranger.SendAsync(request, Stopping);

        await Problem.ReadAsync(response, 401);
    }

    private async Task PutTokens(long tokens)
    {
        using var admin = gateway.Client("admin", isAdmin: true);
        var account = new { tokens_remaining = tokens, subscription = new { is_active = true, end_date = (string?)null } };
        using var response = await admin.PutAsJsonAsync(Account, account, Stopping);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private async Task<long> Granted(string reference)
    {
        using var admin = gateway.Client("admin", isAdmin: true);
        using var response = await admin.PostAsJsonAsync($"{Account}grants/", new { tokens = 500, reference }, Stopping);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonElement>(Stopping)).GetProperty("tokens_remaining").GetInt64();
    }
}
