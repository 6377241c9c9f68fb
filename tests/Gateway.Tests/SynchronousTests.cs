using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace PromptGen.Gateway.Tests;

public sealed class SynchronousTests(GatewayHost gateway)
{
    private const string Text = "Say “hello” – it's <b>open</b> & سلام";
    private const string Route = "/api/v1/web-knowledge/generate-prompt/";

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Generate_ModelAnswers_IsReadableUtf8InTheOriginalsWords()
    {
        using var client = gateway.NewUser();
        gateway.Model.On("A bakery that greets", Testing.ModelBehaviours.Answer(Text));

        using var response = await client.PostAsJsonAsync(Route, new { manual_prompt = "A bakery that greets" }, Stopping);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(
            $$"""{"success":true,"prompt":"{{Text}}","message":"Prompt generated successfully using AI","generated_by_ai":true}""",
            await response.Content.ReadAsStringAsync(Stopping));
    }

    [Fact]
    public async Task Generate_TooFewTokens_Is402WithTheNumbers()
    {
        var user = $"user-{Guid.NewGuid():N}";
        using var client = gateway.Client(user);
        using var admin = gateway.Client("admin", isAdmin: true);
        var account = new { tokens_remaining = 250, subscription = new { is_active = true, end_date = (string?)null } };
        using var put = await admin.PutAsJsonAsync($"/api/v1/billing/accounts/{user}/", account, Stopping);

        using var response = await client.PostAsJsonAsync(Route, new { manual_prompt = "A bakery" }, Stopping);

        var body = await response.Content.ReadFromJsonAsync<JsonElement>(Stopping);
        Assert.Equal(HttpStatusCode.PaymentRequired, response.StatusCode);
        Assert.Equal("insufficient_tokens", body.GetProperty("error_code").GetString());
        Assert.Equal("You need at least 700 tokens for prompt enhancement. Available: 250", body.GetProperty("error").GetString());
        Assert.Equal("Insufficient tokens", body.GetProperty("message").GetString());
        Assert.Equal(250, body.GetProperty("tokens_remaining").GetInt64());
        Assert.Equal(JsonValueKind.Null, body.GetProperty("days_remaining").ValueKind);
    }
}
