#if GOOGLE_GENAI
using Google.GenAI.Types;
using Microsoft.Extensions.AI;

namespace PromptGen.Llm;

/// <summary>Why Gemini ended an answer. Source: ai.google.dev/api/generate-content, FinishReason and BlockReason.</summary>
internal static class GoogleGenAIFinish
{
    /// <summary>The reason, or null while the answer goes on.</summary>
    public static ChatFinishReason? Of(GenerateContentResponse response)
    {
        if (Named(response.PromptFeedback?.BlockReason?.Value) is not null)
            return ChatFinishReason.ContentFilter;

        return Named(response.Candidates?.FirstOrDefault()?.FinishReason?.Value) switch
        {
            null => null,
            "STOP" => ChatFinishReason.Stop,
            "SAFETY" or "RECITATION" or "BLOCKLIST" or "PROHIBITED_CONTENT" or "SPII" => ChatFinishReason.ContentFilter,
            // MAX_TOKENS, and whatever else ends an answer before it is whole: LANGUAGE, OTHER, a call of a tool that was not offered.
            _ => ChatFinishReason.Length,
        };
    }

    private static string? Named(string? reason) =>
        string.IsNullOrEmpty(reason) || reason.EndsWith("_UNSPECIFIED", StringComparison.Ordinal) ? null : reason;
}
#endif
