using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using PromptGen.Llm;
using PromptGen.Prompts;
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
        Assert.Equal(8192, request.GetProperty("max_completion_tokens").GetInt32());
        Assert.True(request.GetProperty("stream_options").GetProperty("include_usage").GetBoolean());
        Assert.False(request.TryGetProperty("reasoning_effort", out _));
        Assert.Equal(["system", "user"], request.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("role").GetString()));
    }

#if !GOOGLE_GENAI
    [Theory]
    [InlineData("gemini-3.5-flash-lite", false)]
    [InlineData("models/gemini-3-pro-preview", false)]
    [InlineData("google/gemini-3-flash", false)]
    [InlineData("gpt-5", false)]
    [InlineData("openai/gpt-5-mini", false)]
    [InlineData("GPT-5.2", false)]
    [InlineData("o1", false)]
    [InlineData("o3-mini", false)]
    [InlineData("openai/o4-mini", false)]
    [InlineData("gemini-2.5-flash", true)]
    [InlineData("gpt-4o-mini", true)]
    [InlineData("llama3.1:8b", true)]
    [InlineData("qwen/qwen3-32b", true)]
    [InlineData("openhermes", true)]
    [InlineData("gpt-oss-120b", true)]
    public async Task Temperature_IsSentToModelsThatHeedIt(string model, bool isSent)
    {
        await using var host = await ModelHost.StartAsync(Answer("Good."), ("Model:Name", model), ("Model:MaxOutputTokens", "5000"));
        await host.SucceedAsync();

        var request = Assert.Single(host.Server.Calls).Request;
        Assert.Equal(isSent, request.TryGetProperty("temperature", out _));
        Assert.Equal(5000, request.GetProperty("max_completion_tokens").GetInt32());
        Assert.False(request.TryGetProperty("reasoning_effort", out _));
    }

    [Fact]
    public async Task ServerOfOnesOwn_IsSentNoKeyThatItHasNot()
    {
        await using var host = await ModelHost.StartAsync(Answer("Good."), ("Model:ApiKey", ""));
        await host.SucceedAsync();
        Assert.Empty(Assert.Single(host.Server.Calls).Authorization ?? "");
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
            ("Model:Provider", "openai"), ("Model:Endpoint", server.Endpoint.GetLeftPart(UriPartial.Authority) + suffix), ("Model:Name", "m"));
        var writer = services.GetRequiredService<PromptWriter>();

        var result = await writer.WriteAsync(new PromptSubmission { ManualPrompt = "text" }, null, LiveText.Unread, ModelHost.Patience, TestContext.Current.CancellationToken);

        Assert.IsType<PromptWriterResult.Written>(result);
        Assert.Equal(path, Assert.Single(server.Calls).Path);
    }

    [Theory]
#if GOOGLE_GENAI
    [InlineData(ModelProviders.Gemini, "https://generativelanguage.googleapis.com")]
#else
    [InlineData(ModelProviders.Gemini, "https://generativelanguage.googleapis.com/v1beta/openai/chat/completions")]
#endif
    [InlineData(ModelProviders.OpenAI, "https://api.openai.com/v1/chat/completions")]
    public async Task WithoutEndpoint_TheProvidersOwnIsCalled(string provider, string address)
    {
        await using var services = ModelHost.Services(("Model:Provider", provider), ("Model:ApiKey", "k"), ("Model:Name", "m"));
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
    }
}
