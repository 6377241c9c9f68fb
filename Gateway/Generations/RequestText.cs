using System.Globalization;
using System.Text.Json;
using PromptGen.Gateway.Http;

namespace PromptGen.Gateway.Generations;

/// <summary>Texts of a request that may be left out, and have the limits of notes where they are there.</summary>
internal static class RequestText
{
    /// <summary>Reads one.</summary>
    /// <returns>The text, <c>null</c> where there is none, or the answer that says what is wrong with it.</returns>
    public static (string? Text, IResult? Problem) Parse(JsonElement body, string name, string code, GenerationOptions limits)
    {
        if (!body.Has(name))
            return (null, null);
        var text = body.Text(name);
        if (text is null || VisibleText.IsBlank(text))
            return (null, Bad($"{name} has to be a text that is not blank", code));
        return TextLength.IsOver(text, limits.MaxPromptLength) ? (null, TooLong(name, text, limits)) : (text, null);
    }

    /// <summary>Reads two that need each other: a prompt and what to change in it.</summary>
    public static (string? Prompt, string? Feedback, IResult? Problem) ParsePair(JsonElement body, string promptName, string promptCode, bool needsPrompt, GenerationOptions limits)
    {
        var (prompt, badPrompt) = Parse(body, promptName, promptCode, limits);
        if (badPrompt is not null)
            return (null, null, badPrompt);
        var (feedback, badFeedback) = Parse(body, "feedback", ErrorCodes.InvalidFeedback, limits);
        if (badFeedback is not null)
            return (null, null, badFeedback);
        return (prompt, feedback) switch
        {
            (not null, null) => (null, null, Bad($"{promptName} needs feedback: what to change in it", promptCode)),
            (null, not null) when needsPrompt => (null, null, Bad($"feedback needs {promptName}: the prompt to change", ErrorCodes.InvalidFeedback)),
            _ => (prompt, feedback, null),
        };
    }

    /// <summary>Reads the language that a prompt is to be written in.</summary>
    public static (string? Language, IResult? Problem) ParseLanguage(JsonElement body)
    {
        if (!body.Has("language"))
            return (null, null);
        var tag = body.Text("language");
        return LanguageTag.IsValid(tag) ? (tag, null) : (null, Bad($"language has to be {LanguageTag.Allowed}", ErrorCodes.InvalidLanguage));
    }

    /// <summary>The answer to a text that is too long.</summary>
    public static IResult TooLong(string name, string text, GenerationOptions limits) => Bad(
        string.Create(CultureInfo.InvariantCulture, $"{name} is {TextLength.Of(text)} characters long; at most {limits.MaxPromptLength} are allowed"), ErrorCodes.PromptTooLong);

    private static IResult Bad(string message, string code) => Problems.Create(StatusCodes.Status400BadRequest, message, code);
}
