#if GOOGLE_GENAI
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Google.GenAI;
using Google.GenAI.Types;
using Microsoft.Extensions.AI;

namespace PromptGen.Llm;

/// <summary>Gemini through Google's own client, which alone can set the safety thresholds. Built with <c>-p:GoogleGenAI=true</c>.</summary>
internal static partial class GoogleGenAIModel
{
    private const string GoogleEndpoint = "https://generativelanguage.googleapis.com";

    private static readonly HarmCategory[] Categories =
    [
        HarmCategory.HarmCategoryHarassment,
        HarmCategory.HarmCategoryHateSpeech,
        HarmCategory.HarmCategorySexuallyExplicit,
        HarmCategory.HarmCategoryDangerousContent,
    ];

    public static IChatClient Create(ModelOptions options, IHttpClientFactory http)
    {
        // Always named, or the client would take an address from its own environment variables.
        var address = new Uri(options.Endpoint ?? GoogleEndpoint).GetLeftPart(UriPartial.Path).TrimEnd('/');
        var client = new Client(
            vertexAI: false,
            // A server of one's own may want no key, but the library insists on some.
            apiKey: options.ApiKey ?? "none",
            // Empty, the version is left out; null stands for the client's own, v1beta.
            httpOptions: new() { BaseUrl = address, ApiVersion = EndsInVersion().IsMatch(address) ? "" : null },
            clientOptions: new() { HttpClientFactory = () => http.CreateClient(ModelExtensions.HttpClientName) });
        return client.AsIChatClient(options.Name).AsBuilder()
            .ConfigureOptions(request => request.RawRepresentationFactory = _ => Config())
            .Use(answers => options.Streaming ? answers : new InOnePiece(answers))
            .Use(answers => new GoogleGenAIAnswers(answers, new ChatClientMetadata("gcp.gen_ai", new Uri(address), options.Name)))
            .Build();
    }

    /// <summary>A new one for every request: the adapter writes the request's own settings into it.</summary>
    private static GenerateContentConfig Config() => new()
    {
        SafetySettings = [.. Categories.Select(category => new SafetySetting { Category = category, Threshold = HarmBlockThreshold.BlockOnlyHigh })],
    };

    /// <summary>Asks for no stream where none is wanted.</summary>
    private sealed class InOnePiece(IChatClient answers) : DelegatingChatClient(answers)
    {
        public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            foreach (var update in (await base.GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
                yield return update;
        }
    }

    [GeneratedRegex(@"/v\d\w*$")]
    private static partial Regex EndsInVersion();
}
#endif
