using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace PromptGen.Gateway.Tests;

public sealed class DevelopmentTokenTests(GatewayHost development, ProductionHost production)
{
    private const string Route = "/api/v1/auth/dev-token";

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    public async Task Ask_ForAUser_AnswersExactBodyThatIsNotStored(string slash)
    {
        using var client = development.Client();

        using var response = await client.PostAsJsonAsync(Route + slash, new { user = "alice", admin = false, business_type = "restaurant" }, Stopping);

        var body = await response.Content.ReadFromJsonAsync<JsonElement>(Stopping);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal($$"""{"token":"{{body.GetProperty("token")}}","token_type":"Bearer","expires_in":3600}""", body.GetRawText());
        Assert.True(response.Headers.CacheControl?.NoStore);
    }

    [Theory]
    [InlineData(false, HttpStatusCode.Forbidden)]
    [InlineData(true, HttpStatusCode.OK)]
    public async Task Token_OpensTheAdminRoutesOnlyIfAskedFor(bool admin, HttpStatusCode expected)
    {
        using var client = development.Client();
        using var issued = await client.PostAsJsonAsync(Route, new { user = "alice", admin }, Stopping);
        var token = (await issued.Content.ReadFromJsonAsync<JsonElement>(Stopping)).GetProperty("token").GetString();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

        using var response = await client.GetAsync("/api/v1/billing/accounts/alice/", Stopping);

        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("{}", "user")]
    [InlineData("""{"user":null}""", "user")]
    [InlineData("""{"user":" "}""", "user")]
    [InlineData("""{"user":7}""", "user")]
    [InlineData("""{"user":"a\nb"}""", "user")]
    [InlineData("""{"user":"a\u001b[2J"}""", "user")]
    [InlineData("""{"user":".."}""", "user")]
    [InlineData("""{"user":"a","admin":"yes"}""", "admin")]
    [InlineData("""{"user":"a","business_type":7}""", "business_type")]
    [InlineData("[]", "object")]
    [InlineData("{", "JSON")]
    public async Task Ask_BadBody_NamesWhatIsWrong(string json, string named)
    {
        using var client = development.Client();
        using var content = new StringContent(json, Encoding.UTF8, "application/json");

        using var response = await client.PostAsync(Route, content, Stopping);

        var problem = await Problem.ReadAsync(response, 400);
        Assert.Contains(named, problem.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_UserOver255Characters_Is400()
    {
        using var client = development.Client();

        using var response = await client.PostAsJsonAsync(Route, new { user = new string('a', 256) }, Stopping);

        await Problem.ReadAsync(response, 400);
    }

    [Fact]
    public async Task Ask_OutsideDevelopment_Is404()
    {
        using var client = production.ClientWith(null);

        using var response = await client.PostAsJsonAsync(Route, new { user = "alice" }, Stopping);

        await Problem.ReadAsync(response, 404);
    }
}
