using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using PromptGen.Gateway.Generations;
using PromptGen.Gateway.Http;

namespace PromptGen.Gateway.Batches;

/// <summary>The body that starts a batch. The members besides the notes are those of a start without <c>previous_prompt</c> and <c>feedback</c>, and hold for each generation.</summary>
/// <param name="ManualPrompts">The rough lines to work from, for 1 to 100 generations.</param>
/// <param name="BusinessType">The kind of business; wins over the token's claim.</param>
/// <param name="TimeoutSeconds">Seconds after which an unfinished generation is cancelled, 1–600.</param>
/// <example>
/// {"manual_prompts":["Cafe Aurora, open 8-18, vegan cakes, +1 555 0100","Bakery Stern, open 7-13, rye bread"]}
/// </example>
[TakesNull]
public sealed record BatchRequest(IReadOnlyList<string> ManualPrompts, string? BusinessType = null, double? TimeoutSeconds = null)
{
    private const int Most = 100;

    /// <summary>Where the end of the whole batch is told by webhook instead of at your endpoint; as that of a start.</summary>
    public string? CallbackUrl { get; init; }

    /// <inheritdoc cref="GenerationRequest.Language" />
    public string? Language { get; init; }

    /// <inheritdoc cref="GenerationRequest.Metadata" />
    public ImmutableSortedDictionary<string, string>? Metadata { get; init; }

    /// <summary>Checks a body.</summary>
    /// <returns>A request for each generation, or the answer that says which member is wrong and what is allowed.</returns>
    internal static (IReadOnlyList<GenerationRequest>? Requests, IResult? Problem) Parse(JsonElement body, GenerationOptions limits)
    {
        if (!body.TryGetProperty("manual_prompts", out var prompts) || prompts.ValueKind != JsonValueKind.Array || prompts.GetArrayLength() is 0 or > Most)
            return (null, Problems.Create(StatusCodes.Status400BadRequest, $"manual_prompts has to be a list of 1 to {Most} texts", ErrorCodes.InvalidManualPrompts));

        var texts = prompts.EnumerateArray().Select(static text => text.ValueKind == JsonValueKind.String ? text.GetString() : null).ToArray();
        for (var index = 0; index < texts.Length; index++)
        {
            if (GenerationRequest.CheckPrompt(string.Create(CultureInfo.InvariantCulture, $"manual_prompts[{index}]"), texts[index], limits) is { } bad)
                return (null, bad);
        }
        var (language, badLanguage) = RequestText.ParseLanguage(body);
        if (badLanguage is not null)
            return (null, badLanguage);
        var (first, problem) = GenerationRequest.ParseOthers(texts[0]!, body);
        return first is null ? (null, problem) : ([.. texts.Select(text => first with { ManualPrompt = text!, Language = language })], null);
    }
}
