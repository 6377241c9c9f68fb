using System.Globalization;
using System.Text;
using System.Text.Json;
using PromptGen.Gateway.Http;

namespace PromptGen.Gateway.BusinessPrompts;

/// <summary>What an administrator sets.</summary>
/// <param name="Prompt">The template, 1 to 20000 characters.</param>
/// <example>
/// {"prompt":"You are an expert in writing prompts for restaurants."}
/// </example>
internal sealed record BusinessPromptRequest(string Prompt)
{
    // Of "/api/v1/business-prompts/{name}", cut at each slash.
    private const int NameSegment = 4;
    private const int MaxName = 100, MaxPrompt = 20_000;

    /// <summary>The business type that an address names.</summary>
    /// <returns>The name, or the answer that says what is allowed.</returns>
    public static (string Name, IResult? Problem) ReadName(HttpContext context, string routed) =>
        PathSegment.Decode(context, routed, NameSegment)?.Trim() is { Length: >= 1 } name && !TextLength.IsOver(name, MaxName) && !name.Any(char.IsControl) && name.EnumerateRunes().Any(Rune.IsLetterOrDigit)
            ? (name, null)
            : ("", Bad($"name has to be 1 to {MaxName} characters with a letter or digit and without control characters, percent-encoded once as UTF-8"));

    /// <summary>Checks a body.</summary>
    /// <returns>The request, or the answer that says what is wrong.</returns>
    public static (BusinessPromptRequest? Request, IResult? Problem) Parse(JsonElement body) => body.Text("prompt") switch
    {
        not { } or "" => (null, Bad($"prompt has to be a text of 1 to {MaxPrompt} characters")),
        { } prompt when TextLength.IsOver(prompt, MaxPrompt) => (null, Bad(string.Create(CultureInfo.InvariantCulture, $"prompt is {TextLength.Of(prompt)} characters long; at most {MaxPrompt} are allowed"))),
        var prompt when VisibleText.IsBlank(prompt) => (null, Bad("prompt must not be blank")),
        var prompt => (new BusinessPromptRequest(prompt), null),
    };

    private static IResult Bad(string message) => Problems.Create(StatusCodes.Status400BadRequest, message, ErrorCodes.InvalidRequest);
}
