using System.Collections.Immutable;
using System.Globalization;
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
public sealed record GenerationRequest(string ManualPrompt, string? BusinessType = null, double? TimeoutSeconds = null)
{
    /// <summary>Texts by name that come back in status, list, webhook and ledger: at most 16, names of at most 64 and texts of at most 256 characters.</summary>
    public ImmutableSortedDictionary<string, string>? Metadata { get; init; }

    /// <summary>
    /// Where the end is told by webhook instead of at your endpoint: an https address on port 443, at most 2048 characters; plain http, other ports and private
    /// addresses only at hosts that the operator allows.
    /// </summary>
    public string? CallbackUrl { get; init; }

    private const int MaxBusinessTypeLength = 100;
    private const double MinTimeout = 1, MaxTimeout = 600;

    /// <summary>Checks a body.</summary>
    /// <returns>The request, or the answer that says which member is wrong and what is allowed.</returns>
    public static (GenerationRequest? Request, IResult? Problem) Parse(JsonElement body, GenerationOptions limits)
    {
        var prompt = body.Text("manual_prompt");
        return CheckPrompt("manual_prompt", prompt, limits) is { } bad ? (null, bad) : ParseOthers(prompt!, body);
    }

    /// <summary>The answer that says what is wrong with notes; <c>null</c>: nothing.</summary>
    internal static IResult? CheckPrompt(string name, string? prompt, GenerationOptions limits)
    {
        if (prompt is null || VisibleText.IsBlank(prompt))
            return Problems.Create(StatusCodes.Status400BadRequest, $"{name} is required");
        return prompt.Length <= limits.MaxPromptLength ? null : Problems.Create(StatusCodes.Status400BadRequest, string.Create(CultureInfo.InvariantCulture,
            $"{name} is {prompt.Length} characters long; at most {limits.MaxPromptLength} are allowed"), ErrorCodes.PromptTooLong);
    }

    /// <summary>Checks what a body says besides the notes.</summary>
    internal static (GenerationRequest? Request, IResult? Problem) ParseOthers(string prompt, JsonElement body)
    {
        var businessType = body.Text("business_type")?.Trim();
        if (body.Has("business_type") && businessType is not { Length: <= MaxBusinessTypeLength })
            return Bad($"business_type has to be a text of at most {MaxBusinessTypeLength} characters", ErrorCodes.InvalidBusinessType);

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
        return (new GenerationRequest(prompt, VisibleText.IsBlank(businessType) ? null : businessType, timeout) { Metadata = metadata }, null);

        static (GenerationRequest?, IResult?) Bad(string message, string? code = null) =>
            (null, Problems.Create(StatusCodes.Status400BadRequest, message, code));
    }

    /// <summary>What tells this request from another one sent with the same idempotency key; see <see cref="RequestFingerprint"/>.</summary>
    public string Fingerprint() => RequestFingerprint.Of(this);
}
