using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using PromptGen.Testing;
using static PromptGen.Testing.ModelBehaviours;

namespace PromptGen.Models.Tests;

/// <summary>What the provider sees on the wire.</summary>
public sealed class ModelRequestTests
{
    [Fact]
    public async Task Request_CarriesTheSettingsOfAGeneration()
    {
        await using var host = await ModelHost.StartAsync(Answer("Good."));
        await host.SucceedAsync();

        var call = Assert.Single(host.Server.Calls);
        var request = call.Request;
        Assert.Equal("/v1/chat/completions", call.Path);
        Assert.Equal($"Bearer {ModelHost.Key}", call.Authorization);
        Assert.Equal("test-model", request.GetProperty("model").GetString());
        Assert.Equal(0.7, request.GetProperty("temperature").GetDouble(), 3);
        Assert.Equal(2000, request.GetProperty("max_completion_tokens").GetInt32());
        Assert.True(request.GetProperty("stream_options").GetProperty("include_usage").GetBoolean());
        Assert.False(request.TryGetProperty("reasoning_effort", out _));
        Assert.Equal(["system", "user"], request.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("role").GetString()));
    }

#if !GOOGLE_GENAI
    [Theory]
    [InlineData("gemini-2.5-flash", "none")]
    [InlineData("gemini-2.5-flash-lite", "none")]
    [InlineData("gemini-2.5-pro", null)]
    public async Task Gemini_IsToldNotToThink_WhereItTakesThat(string model, string? effort)
    {
        await using var host = await ModelHost.StartAsync(Answer("Good."), ("Model:Provider", "gemini"), ("Model:Name", model));
        await host.SucceedAsync();

        var request = Assert.Single(host.Server.Calls).Request;
        Assert.Equal(effort, request.TryGetProperty("reasoning_effort", out var sent) ? sent.GetString() : null);
    }
#endif

    [Theory]
    [InlineData("", "/chat/completions")]
    [InlineData("/", "/chat/completions")]
    [InlineData("/v1", "/v1/chat/completions")]
    [InlineData("/v1/", "/v1/chat/completions")]
    [InlineData("/v1/chat/completions", "/v1/chat/completions")]
    [InlineData("/some/proxy/openai", "/some/proxy/openai/chat/completions")]
    [InlineData("/v1?key=1", "/v1/chat/completions")]
    public async Task Endpoint_IsUsedAsItIs(string suffix, string path)
    {
        await using var server = await FakeModelServer.StartAsync();
        await using var services = ModelHost.Services(
            ("Model:Provider", "openai"), ("Model:Endpoint", server.Endpoint.GetLeftPart(UriPartial.Authority) + suffix));
        var writer = services.GetRequiredService<PromptWriter>();

        var result = await writer.WriteAsync(null, null, "text", LiveText.Unread, TestContext.Current.CancellationToken);

        Assert.IsType<PromptWriterResult.Written>(result);
        Assert.Equal(path, Assert.Single(server.Calls).Path);
    }

    [Theory]
#if GOOGLE_GENAI
    [InlineData(ModelProviders.Gemini, "https://generativelanguage.googleapis.com")]
#else
    [InlineData(ModelProviders.Gemini, "https://generativelanguage.googleapis.com/v1beta/openai")]
#endif
    [InlineData(ModelProviders.OpenAI, "https://api.openai.com/v1")]
    public async Task WithoutEndpoint_TheProvidersOwnIsCalled(string provider, string address)
    {
        await using var services = ModelHost.Services(("Model:Provider", provider), ("Model:ApiKey", "k"));
        var metadata = services.GetRequiredService<IChatClient>().GetRequiredService<ChatClientMetadata>();
        Assert.Equal(address, metadata.ProviderUri!.AbsoluteUri.TrimEnd('/'));
    }

    [Fact]
    public async Task ChatClient_AlsoAnswersInOnePiece()
    {
        await using var host = await ModelHost.StartAsync(Answer("Good.", new(3, 2)));

        var response = await host.Client.GetResponseAsync("Hello", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("Good.", response.Text);
        Assert.Equal(5, response.Usage!.TotalTokenCount);
        Assert.False(Assert.Single(host.Server.Calls).Streamed);
    }
}
