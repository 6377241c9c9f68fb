using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace PromptGen.Gateway.Tests;

public sealed class OperationsTests(GatewayHost development, ProductionHost production)
{
    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/live/")]
    [InlineData("/health/ready")]
    public async Task Health_OfARunningGateway_Is200ForEverybody(string route)
    {
        using var stranger = production.ClientWith(null);

        var body = await stranger.GetFromJsonAsync<JsonElement>(route, Stopping);

        Assert.Equal("healthy", body.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Version_NamesTheBuildToEverybody()
    {
        using var stranger = production.ClientWith(null);

        var body = await stranger.GetFromJsonAsync<JsonElement>("/version", Stopping);

        Assert.Matches(@"^\d+\.\d+\.\d+", body.GetProperty("version").GetString());
        Assert.Matches("^[0-9a-f]{40}$", body.GetProperty("commit").GetString());
    }

    [Fact]
    public async Task OpenApi_OutsideDevelopment_DoesNotOfferDevelopmentTokens()
    {
        using var stranger = production.ClientWith(null);

        var document = await stranger.GetStringAsync("/openapi/v1.json", Stopping);

        Assert.Contains("generate-prompt-async", document, StringComparison.Ordinal);
        Assert.DoesNotContain("dev-token", document, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/docs")]
    [InlineData("/docs/")]
    [InlineData("/dashboard")]
    [InlineData("/dashboard/")]
    public async Task ToolPage_InDevelopment_IsOpenToEverybody(string route)
    {
        using var stranger = development.Client();

        using var response = await stranger.GetAsync(route, Stopping);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("/dashboard/")]
    [InlineData("/dashboard/DashboardCounters")]
    public async Task Dashboard_OutsideDevelopment_IsForAdministratorsAlone(string route)
    {
        using var stranger = production.ClientWith(null);
        using var user = production.Client("olga");
        using var admin = production.Client("root", "admin");

        using var toStranger = await stranger.GetAsync(route, Stopping);
        using var toUser = await user.GetAsync(route, Stopping);
        using var toAdmin = await admin.GetAsync(route, Stopping);

        Assert.Equal(HttpStatusCode.Unauthorized, toStranger.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, toUser.StatusCode);
        Assert.Equal(HttpStatusCode.OK, toAdmin.StatusCode);
    }

    [Theory]
    [InlineData("/dashboard/GrainState")]
    [InlineData("/dashboard/grainstate/")]
    public async Task Dashboard_GrainState_IsClosedEvenToAdministrators(string route)
    {
        using var admin = production.Client("root", "admin");

        using var response = await admin.GetAsync(route, Stopping);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }
}
