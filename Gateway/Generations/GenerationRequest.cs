using System.Collections.Immutable;
using System.Text.Json;
using PromptGen.Gateway.Http;

namespace PromptGen.Gateway.Generations;

/// <summary>The body that starts a generation.</summary>
/// <param name="ManualPrompt">The rough lines to work from.</param>
/// <param name="BusinessType">The kind of business; wins over the token's claim.</param>
/// <param name="TimeoutSeconds">Seconds after which an unfinished generation is cancelled, 1–600.</param>
/// <example>
/// {"manual_prompt":"Cafe Aurora, open 8-18, vegan cakes, +1 555 0100","business_type":"restaurant","timeout_seconds":60,"metadata":{"order":"1042"},"callback_url":"https://shop.example/hooks"}
/// </example>
[TakesNull]
public sealed record GenerationRequest(string ManualPrompt, string? BusinessType = null, double? TimeoutSeconds = null)
{
    /// <summary>Texts by name that come back in status, list, webhook and ledger: at most 16, names of at most 64 and texts of at most 256 characters.</summary>
    public ImmutableSortedDictionary<string, string>? Metadata { get; init; }

    /// <summary>
    /// Where the end is told by webhook instead of at your endpoint: an https address on port 443, at most 2048 characters; plain http, other ports and private
    /// addresses only at hosts that the operator allows.
    /// </summary>
    public string? CallbackUrl { get; init; }

    /// <summary>The language that the prompt is to be written in, a tag of BCP 47 such as <c>fa</c> or <c>pt-BR</c>; that of the notes where it is left out.</summary>
    public string? Language { get; init; }

    /// <summary>A prompt to change by <c>feedback</c>, of a client that has kept both texts; with the limits of notes, and only together with it.</summary>
    public string? PreviousPrompt { get; init; }

    /// <summary>What to change in <c>previous_prompt</c>; with the limits of notes, and only together with it.</summary>
    public string? Feedback { get; init; }

    private const int MaxBusinessTypeLength = 100;
    private const double MinTimeout = 1, MaxTimeout = 600;

    /// <summary>Checks a body.</summary>
    /// <returns>The request, or the answer that says which member is wrong and what is allowed.</returns>
    public static (GenerationRequest? Request, IResult? Problem) Parse(JsonElement body, GenerationOptions limits)
    {
        var prompt = body.Text("manual_prompt");
        if (CheckPrompt("manual_prompt", prompt, limits) is { } bad)
            return (null, bad);
        var (language, badLanguage) = RequestText.ParseLanguage(body);
        if (badLanguage is not null)
            return (null, badLanguage);
        var (previous, feedback, badChange) = RequestText.ParsePair(body, "previous_prompt", ErrorCodes.InvalidPreviousPrompt, needsPrompt: true, limits);
        if (badChange is not null)
            return (null, badChange);
        var (request, problem) = ParseOthers(prompt!, body);
        return (request is null ? null : request with { Language = language, PreviousPrompt = previous, Feedback = feedback }, problem);
    }

    /// <summary>The answer that says what is wrong with notes; <c>null</c>: nothing.</summary>
    internal static IResult? CheckPrompt(string name, string? prompt, GenerationOptions limits)
    {
        if (prompt is null || VisibleText.IsBlank(prompt))
            return Problems.Create(StatusCodes.Status400BadRequest, $"{name} is required");
        return TextLength.IsOver(prompt, limits.MaxPromptLength) ? RequestText.TooLong(name, prompt, limits) : null;
    }

    /// <summary>Checks what a body says besides the notes.</summary>
    internal static (GenerationRequest? Request, IResult? Problem) ParseOthers(string prompt, JsonElement body)
    {
        var businessType = body.Text("business_type")?.Trim();
        if (body.Has("business_type") && (businessType is null || TextLength.IsOver(businessType, MaxBusinessTypeLength)))
            return Bad($"business_type has to be a text of at most {MaxBusinessTypeLength} characters", ErrorCodes.InvalidBusinessType);

        var (request, problem) = ParseCommon(prompt, body);
        return (request is null ? null : request with { BusinessType = VisibleText.IsBlank(businessType) ? null : businessType }, problem);
    }

    /// <summary>Checks what a body says that has notes of its own, or goes on from those of another generation.</summary>
    internal static (GenerationRequest? Request, IResult? Problem) ParseCommon(string prompt, JsonElement body)
    {
        double? timeout = null;
        if (body.Has("timeout_seconds"))
        {
            var value = body.GetProperty("timeout_seconds");
            if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var seconds) || seconds is not (>= MinTimeout and <= MaxTimeout))
                return Bad("timeout_seconds has to be a number from 1 to 600", ErrorCodes.InvalidTimeoutSeconds);
            timeout = seconds;
        }
        var (metadata, badMetadata) = RequestMetadata.Parse(body);
        if (badMetadata is not null)
            return (null, badMetadata);
        return (new GenerationRequest(prompt, null, timeout) { Metadata = metadata }, null);
    }

    /// <summary>What tells this request from another one sent with the same idempotency key; see <see cref="RequestFingerprint"/>.</summary>
    public string Fingerprint() => RequestFingerprint.Of(this);

    private static (GenerationRequest?, IResult?) Bad(string message, string code) => (null, Problems.Create(StatusCodes.Status400BadRequest, message, code));
}
