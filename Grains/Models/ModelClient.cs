using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenAI;

namespace PromptGen.Models;

/// <summary>Builds the chat client of the configured provider.</summary>
internal static class ModelClient
{
    private const string GeminiEndpoint = "https://generativelanguage.googleapis.com/v1beta/openai/";
    private const string CompletionsPath = "/chat/completions";

    public static IChatClient Create(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<ModelOptions>>().Value;
        if (options.Provider is ModelProviders.None)
            throw new InvalidOperationException("No model is configured, so there is no chat client.");

        var client = options.Provider is ModelProviders.Demo
            ? new DemoWriter(services.GetRequiredService<TimeProvider>())
            : Provider(options, services.GetRequiredService<IHttpClientFactory>());
        return client.AsBuilder()
            .UseOpenTelemetry(sourceName: ModelTelemetry.Name, configure: telemetry => telemetry.EnableSensitiveData = false)
            .Build(services);
    }

    private static IChatClient Provider(ModelOptions options, IHttpClientFactory http)
    {
#if GOOGLE_GENAI
        if (options.Provider is ModelProviders.Gemini)
            return GoogleGenAIModel.Create(options, http);
#endif
        var client = OpenAICompatible(options, http.CreateClient(ModelExtensions.HttpClientName));
        return options.Provider is ModelProviders.Gemini ? WithoutThinking(client, options.Name) : client;
    }

    private static IChatClient OpenAICompatible(ModelOptions options, HttpClient http)
    {
        var settings = new OpenAIClientOptions
        {
            Transport = new HttpClientPipelineTransport(http),
            // The HTTP client retries and keeps time; two layers of either would multiply.
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            ClientLoggingOptions = new() { EnableLogging = false },
        };
        if (Address(options) is { } address)
            settings.Endpoint = address;

        // A server of one's own may want no key, but the library insists on some.
        var key = new ApiKeyCredential(options.ApiKey ?? "none");
        return new OpenAIClient(key, settings).GetChatClient(options.Name).AsIChatClient();
    }

    private static Uri? Address(ModelOptions options)
    {
        if ((options.Endpoint ?? (options.Provider is ModelProviders.Gemini ? GeminiEndpoint : null)) is not { } endpoint)
            return null;

        var address = new UriBuilder(endpoint);
        var path = address.Path.TrimEnd('/');
        address.Path = path.EndsWith(CompletionsPath, StringComparison.OrdinalIgnoreCase) ? path[..^CompletionsPath.Length] : path;
        return address.Uri;
    }

    /// <summary>
    /// Thinking would eat the answer's 2,000 tokens. Google documents <c>reasoning_effort: "none"</c> as the way to turn it off for the
    /// 2.5 flash models; other models refuse that value, so they keep their default.
    /// Safety thresholds cannot be set here: the endpoint answers 400 to <c>extra_body.google.safety_settings</c>. The official
    /// client (see GoogleGenAIModel) does set them.
    /// Source: ai.google.dev/gemini-api/docs/openai and discuss.ai.google.dev/t/95667.
    /// </summary>
    private static IChatClient WithoutThinking(IChatClient client, string model) =>
        model.StartsWith("gemini-2.5-flash", StringComparison.OrdinalIgnoreCase)
            ? client.AsBuilder().ConfigureOptions(request => request.Reasoning = new() { Effort = ReasoningEffort.None }).Build()
            : client;
}
