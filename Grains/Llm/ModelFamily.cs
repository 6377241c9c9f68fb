using System.Text.RegularExpressions;

namespace PromptGen.Llm;

/// <summary>What is known of a family of models by its name.</summary>
internal static partial class ModelFamily
{
    /// <summary>
    /// The temperature to ask for. Reasoning models of OpenAI refuse any; Gemini 3 is meant to run at its own, and loops below it.
    /// Source: platform.openai.com/docs/guides/reasoning, ai.google.dev/gemini-api/docs/gemini-3.
    /// </summary>
    public static float? Temperature(string model) => WithItsOwn().IsMatch(model) ? null : 0.7f;

    [GeneratedRegex(@"(^|/)(gemini-3|gpt-5|o[0-9])[^/]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WithItsOwn();
}
