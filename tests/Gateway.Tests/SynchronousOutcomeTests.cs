using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using PromptGen.Testing;
using static PromptGen.Gateway.Tests.GenerationCalls;

namespace PromptGen.Gateway.Tests;

public sealed class SynchronousOutcomeTests(GatewayHost gateway)
{
    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Generate_ModelFails_IsTheFallbackInTheOriginalsWords()
    {
        using var client = gateway.NewUser();
        var text = NewText();
        gateway.Model.On(text, ModelBehaviours.Status(400));

        using var response = await client.PostAsJsonAsync(SynchronousRoute, new { manual_prompt = text }, Stopping);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        AssertJson(
            $$"""
            {"success":true,"prompt":"{{text}}","message":"Prompt generated (AI unavailable, using fallback)","generated_by_ai":false,
            "warning":"AI generation failed, using simple combination"}
            """,
            await response.Body());
        Assert.Equal("10000/0", await client.Tokens());
    }

    [Theory]
    [MemberData(nameof(Refusals.All), MemberType = typeof(Refusals))]
    public async Task Generate_AccountMayNotGenerate_Is402WithTheReasonAndTheNumbers(string account, string code, string message, string error, int? days)
    {
        using var client = await Refusals.NewUser(gateway, account);

        using var response = await client.PostAsJsonAsync(SynchronousRoute, new { manual_prompt = NewText() }, Stopping);

        var body = (await response.Content.ReadFromJsonAsync<JsonObject>(Stopping))!;
        body.Remove("trace_id");
        body.Remove("traceId");
        Assert.Equal(HttpStatusCode.PaymentRequired, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        AssertJson(
            $$$"""
            {"type":"https://tools.ietf.org/html/rfc9110#section-15.5.3","title":"Payment Required","status":402,"detail":"{{{error}}}",
            "success":false,"message":"{{{message}}}","error":"{{{error}}}","error_code":"{{{code}}}",
            "tokens_remaining":{{{Refusals.TokensOf(account)}}},"days_remaining":{{{days?.ToString() ?? "null"}}}}
            """,
            JsonSerializer.SerializeToElement(body));
    }

    [Fact]
    public async Task Generate_NotDoneInItsTime_Is504AndCancelled()
    {
        using var client = gateway.NewUser();
        var text = NewText();
        gateway.Model.On(text, ModelBehaviours.Hang());

        using var response = await client.PostAsJsonAsync(SynchronousRoute, new { manual_prompt = text, timeout_seconds = 1 }, Stopping);

        Assert.Equal(HttpStatusCode.GatewayTimeout, response.StatusCode);
        Assert.Equal("deadline_exceeded", (await response.Body()).GetProperty("error_code").GetString());
        Assert.Equal("10000/0", await client.Tokens());
        foreach (var call in gateway.Model.CallsAbout(text))
            await call.Disconnected.WaitAsync(Eventually.Bound, Stopping);
    }

    [Fact]
    public async Task Generate_ClientLeaves_StopsTheModelAndGivesTheTokensBack()
    {
        using var client = gateway.NewUser();
        var text = NewText();
        gateway.Model.On(text, ModelBehaviours.Hang());
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Stopping);

        var request = client.PostAsJsonAsync(SynchronousRoute, new { manual_prompt = text }, leaving.Token);
        var call = await gateway.Model.CallAboutAsync(text, Stopping);
        var held = await client.Tokens();
        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        await call.Disconnected.WaitAsync(Eventually.Bound, Stopping);
        Assert.Equal("9300/700", held);
        Assert.Equal("10000/0", await Eventually.GetAsync(client.Tokens, tokens => tokens != held, "the tokens are back", Stopping));
    }
}
