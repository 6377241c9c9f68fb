using System.Collections.Immutable;
using System.Text.Json;
using PromptGen.Gateway.Http;

namespace PromptGen.Gateway.Generations;

/// <summary>The body that refines a generation.</summary>
/// <param name="Feedback">What to change; left out, the same is generated once more.</param>
/// <param name="Prompt">The prompt to change, where its user has edited it; only together with <c>feedback</c>. Left out, it is the generation's own.</param>
/// <param name="Language">The language that the prompt is to be written in; that of the generation where it is left out.</param>
/// <param name="TimeoutSeconds">Seconds after which an unfinished generation is cancelled, 1–600.</param>
/// <example>
/// {"feedback":"Shorter, and add that dogs are welcome."}
/// </example>
[TakesNull]
internal sealed record RefineRequest(string? Feedback = null, string? Prompt = null, string? Language = null, double? TimeoutSeconds = null)
{
    /// <inheritdoc cref="GenerationRequest.Metadata" />
    public ImmutableSortedDictionary<string, string>? Metadata { get; init; }

    /// <inheritdoc cref="GenerationRequest.CallbackUrl" />
    public string? CallbackUrl { get; init; }

    /// <summary>Checks a body.</summary>
    /// <returns>The request, in the words of a start without its notes, or the answer that says which member is wrong and what is allowed.</returns>
    public static (GenerationRequest? Request, IResult? Problem) Parse(JsonElement body, GenerationOptions limits)
    {
        var (prompt, feedback, badChange) = RequestText.ParsePair(body, "prompt", ErrorCodes.InvalidPrompt, needsPrompt: false, limits);
        if (badChange is not null)
            return (null, badChange);
        var (language, badLanguage) = RequestText.ParseLanguage(body);
        if (badLanguage is not null)
            return (null, badLanguage);
        var (request, problem) = GenerationRequest.ParseCommon("", body);
        return (request is null ? null : request with { Language = language, PreviousPrompt = prompt, Feedback = feedback }, problem);
    }
}
