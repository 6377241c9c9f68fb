#if GOOGLE_GENAI
using Google.GenAI;
using Google.GenAI.Types;
using Microsoft.Extensions.AI;

namespace PromptGen.Models;

/// <summary>Gemini through Google's own client, which alone can set the safety thresholds. Built with <c>-p:GoogleGenAI=true</c>.</summary>
internal static class GoogleGenAIModel
{
    private static readonly HarmCategory[] Categories =
    [
        HarmCategory.HarmCategoryHarassment,
        HarmCategory.HarmCategoryHateSpeech,
        HarmCategory.HarmCategorySexuallyExplicit,
        HarmCategory.HarmCategoryDangerousContent,
    ];

    public static IChatClient Create(ModelOptions options, IHttpClientFactory http)
    {
        var client = new Client(
            vertexAI: false,
            apiKey: options.ApiKey,
            clientOptions: new ClientOptions { HttpClientFactory = () => http.CreateClient(ModelExtensions.HttpClientName) });
        return client.AsIChatClient(options.Name).AsBuilder()
            .ConfigureOptions(request => request.RawRepresentationFactory = _ => Config(options.Name))
            .Build();
    }

    /// <summary>A new one for every request: the adapter writes the request's own settings into it.</summary>
    private static GenerateContentConfig Config(string model) => new()
    {
        SafetySettings = [.. Categories.Select(category => new SafetySetting { Category = category, Threshold = HarmBlockThreshold.BlockOnlyHigh })],
        // Thinking would eat the answer's tokens; a budget of 0 turns it off where the model lets it be turned off.
        ThinkingConfig = model.StartsWith("gemini-2.5-flash", StringComparison.OrdinalIgnoreCase) ? new() { ThinkingBudget = 0 } : null,
    };
}
#endif
