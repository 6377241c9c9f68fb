using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace PromptGen.Llm;

/// <summary>Builds the chat client of the configured provider.</summary>
internal static class ModelClient
{
    private const string GeminiEndpoint = "https://generativelanguage.googleapis.com/v1beta/openai";
    private const string OpenAIEndpoint = "https://api.openai.com/v1";
    private const string CompletionsPath = "/chat/completions";

    public static IChatClient Create(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<ModelOptions>>().Value;
        if (options.Provider is ModelProviders.None)
            throw new InvalidOperationException("No model is configured, so there is no chat client.");

        var client = options.Provider is ModelProviders.Demo ? new DemoWriter(services.GetRequiredService<TimeProvider>()) : Provider(options, services);
        return client.AsBuilder()
            .UseOpenTelemetry(sourceName: ModelTelemetry.Name, configure: telemetry => telemetry.EnableSensitiveData = false)
            .Build(services);
    }

    private static IChatClient Provider(ModelOptions options, IServiceProvider services)
    {
        var http = services.GetRequiredService<IHttpClientFactory>();
#if GOOGLE_GENAI
        if (options.Provider is ModelProviders.Gemini)
            return GoogleGenAIModel.Create(options, http);
#endif
        return new ChatCompletionsClient(
            http.CreateClient(ModelExtensions.HttpClientName), Address(options), options.ApiKey, options.Name, services.GetRequiredService<ModelDialects>());
    }

    /// <summary>
    /// Safety thresholds cannot be set at Gemini's: the endpoint answers 400 to <c>extra_body.google.safety_settings</c>. The official
    /// client (see GoogleGenAIModel) does set them. Source: discuss.ai.google.dev/t/95667.
    /// </summary>
    private static Uri Address(ModelOptions options)
    {
        var address = new UriBuilder(options.Endpoint ?? (options.Provider is ModelProviders.Gemini ? GeminiEndpoint : OpenAIEndpoint));
        var path = address.Path.TrimEnd('/');
        address.Path = path.EndsWith(CompletionsPath, StringComparison.OrdinalIgnoreCase) ? path : path + CompletionsPath;
        return address.Uri;
    }
}
