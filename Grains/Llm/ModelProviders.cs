namespace PromptGen.Llm;

/// <summary>The values of <see cref="ModelOptions.Provider"/>.</summary>
public static class ModelProviders
{
    /// <summary>Google Gemini.</summary>
    public const string Gemini = "gemini";

    /// <summary>OpenAI, or any server that speaks its chat-completions protocol.</summary>
    public const string OpenAI = "openai";

    /// <summary>No AI but a built-in writer that behaves like one, for trying PromptGen out in the Development environment.</summary>
    public const string Demo = "demo";

    /// <summary>No model: every prompt is the free fallback.</summary>
    public const string None = "none";
}
