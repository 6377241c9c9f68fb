namespace PromptGen.Models;

/// <summary>The values of <see cref="ModelOptions.Provider"/>.</summary>
public static class ModelProviders
{
    /// <summary>Google Gemini.</summary>
    public const string Gemini = "gemini";

    /// <summary>OpenAI, or any server that speaks its chat-completions protocol.</summary>
    public const string OpenAI = "openai";

    /// <summary>No model: every prompt is the free fallback.</summary>
    public const string None = "none";
}
