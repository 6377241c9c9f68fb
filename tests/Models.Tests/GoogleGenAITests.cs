#if GOOGLE_GENAI
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using PromptGen.Testing;
using static PromptGen.Testing.ModelBehaviours;

namespace PromptGen.Models.Tests;

/// <summary>Gemini asked by Google's own client, in its own protocol.</summary>
public sealed class GoogleGenAITests
{
    [Theory]
    [InlineData("true", ":streamGenerateContent")]
    [InlineData("false", ":generateContent")]
    public async Task Request_CarriesTheSettingsOfAGeneration(string streaming, string method)
    {
        await using var host = await StartAsync(Answer("  Be kind.\n", new(31, 7)), ("Model:Streaming", streaming));

        var written = await host.SucceedAsync();

        Assert.Equal("Be kind.", written.Text);
        Assert.Equal(ModelExchange.Model, written.Model);
        Assert.Equal(new ModelUsage(31, 7, 38, Estimated: false), written.Usage);
        var call = Assert.Single(host.Server.Calls);
        Assert.Equal("/v1/models/gemini-3.5-flash-lite" + method, call.Path);
        Assert.Equal(ModelHost.Key, call.Authorization);
        Assert.Contains("We sell bread.", call.Prompt, StringComparison.Ordinal);
        var settings = call.Request.GetProperty("generationConfig");
        Assert.InRange(settings.GetProperty("maxOutputTokens").GetInt32(), 2000, int.MaxValue);
        Assert.False(settings.TryGetProperty("thinkingConfig", out _));
        var safety = call.Request.GetProperty("safetySettings").EnumerateArray().ToList();
        Assert.Equal(4, safety.Count);
        Assert.All(safety, setting => Assert.Equal("BLOCK_ONLY_HIGH", setting.GetProperty("threshold").GetString()));
    }

    [Theory]
    [InlineData("gemini-3.5-flash-lite", false)]
    [InlineData("gemini-2.5-flash", true)]
    public async Task Temperature_IsSentWhereTheFamilyTakesOne(string model, bool sent)
    {
        await using var host = await StartAsync(Answer("Good."), ("Model:Name", model));
        await host.SucceedAsync();
        Assert.Equal(sent, Assert.Single(host.Server.Calls).Request.GetProperty("generationConfig").TryGetProperty("temperature", out _));
    }

    [Theory]
    [InlineData("", "/v1beta/models/m:streamGenerateContent")]
    [InlineData("/", "/v1beta/models/m:streamGenerateContent")]
    [InlineData("/v1beta", "/v1beta/models/m:streamGenerateContent")]
    [InlineData("/v1/?key=1", "/v1/models/m:streamGenerateContent")]
    [InlineData("/some/proxy", "/some/proxy/v1beta/models/m:streamGenerateContent")]
    public async Task Endpoint_IsAskedInsteadOfGoogle(string suffix, string path)
    {
        await using var server = await FakeModelServer.StartAsync();
        var endpoint = server.Endpoint.GetLeftPart(UriPartial.Authority);
        await using var services = ModelHost.Services(("Model:Provider", "gemini"), ("Model:Endpoint", endpoint + suffix), ("Model:Name", "m"));
        var client = services.GetRequiredService<IChatClient>();

        await client.GetStreamingResponseAsync("Hello", cancellationToken: TestContext.Current.CancellationToken).ToChatResponseAsync(TestContext.Current.CancellationToken);

        Assert.Equal(path, Assert.Single(server.Calls).Path);
        Assert.StartsWith(endpoint, client.GetRequiredService<ChatClientMetadata>().ProviderUri!.AbsoluteUri, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429, ModelFailureReason.RateLimited, 1)]
    [InlineData(503, ModelFailureReason.Unavailable, 1)]
    [InlineData(400, ModelFailureReason.Rejected, 1)]
    [InlineData(403, ModelFailureReason.Unauthorized, 1)]
    public async Task ErrorStatus_HasItsReason(int status, ModelFailureReason reason, int calls)
    {
        await using var host = await StartAsync(GoogleError(status));

        Assert.Equal(reason, (await host.FailAsync()).Reason);

        Assert.Equal(calls, host.Server.Calls.Count);
    }

    [Fact]
    public async Task WaitInTheErrorsBody_IsHandedOn()
    {
        await using var host = await StartAsync(GoogleError(429, "0.5s"));
        Assert.Equal(TimeSpan.FromSeconds(0.5), (await host.FailAsync()).RetryAfter);
    }

    [Fact]
    public async Task Cancel_BeforeTheAnswer_ClosesTheConnection()
    {
        await using var host = await StartAsync(Hang());
        using var cancel = new CancellationTokenSource();
        var asking = AskAsync(host, _ => { }, cancel.Token);
        var call = await host.Server.WaitForCallsAsync(1, TestContext.Current.CancellationToken);

        await cancel.CancelAsync();

        await call.Disconnected.WaitAsync(TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    [Fact]
    public async Task Cancel_InMidAnswer_ClosesTheConnection()
    {
        await using var host = await StartAsync(HangAfter("You are"));
        using var cancel = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AskAsync(host, _ => cancel.Cancel(), cancel.Token));

        await host.Server.Calls[0].Disconnected.WaitAsync(TestContext.Current.CancellationToken);
    }

    private static Task<ModelHost> StartAsync(ModelBehaviour behaviour, params (string Key, string Value)[] settings) =>
        ModelHost.StartAsync(behaviour, [("Model:Provider", "gemini"), ("Model:Name", "gemini-3.5-flash-lite"), .. settings]);

    private static async Task AskAsync(ModelHost host, Action<string> onText, CancellationToken cancellation)
    {
        await foreach (var update in host.Client.GetStreamingResponseAsync("Hello", cancellationToken: cancellation))
            onText(update.Text);
    }
}
#endif
