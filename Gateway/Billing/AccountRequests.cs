using System.Globalization;
using System.Text.Json;
using PromptGen.Gateway.Errors;

namespace PromptGen.Gateway.Billing;

/// <summary>Checks what administrators send.</summary>
public static class AccountRequests
{
    private const long MaxTokens = 1_000_000_000_000;
    private const int MaxReferenceLength = 255;

    /// <summary>The body of <c>PUT accounts/{user_id}</c>; members left out stay as they are.</summary>
    public static (AccountChange? Change, IResult? Problem) ParseChange(JsonElement body)
    {
        long? tokens = null;
        if (body.TryGetProperty("tokens_remaining", out var value))
        {
            if (!TryTokens(value, 0, out var number))
                return (null, Bad($"tokens_remaining has to be a whole number from 0 to {MaxTokens}"));
            tokens = number;
        }
        if (!body.TryGetProperty("subscription", out var subscription))
            return (new AccountChange { TokensRemaining = tokens }, null);
        if (subscription.ValueKind == JsonValueKind.Null)
            return (new AccountChange { TokensRemaining = tokens, RemoveSubscription = true }, null);
        if (subscription.ValueKind != JsonValueKind.Object)
            return (null, Bad("subscription has to be an object or null"));
        if (!subscription.TryGetProperty("is_active", out var active) || active.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            return (null, Bad("subscription.is_active has to be true or false"));
        DateTimeOffset? endDate = null;
        if (subscription.Has("end_date"))
        {
            if (subscription.Text("end_date") is not { } text
                || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var end))
                return (null, Bad("subscription.end_date has to be an ISO 8601 time or null"));
            endDate = end;
        }
        return (new AccountChange { TokensRemaining = tokens, Subscription = new Subscription(active.GetBoolean(), endDate) }, null);
    }

    /// <summary>The body of <c>POST accounts/{user_id}/grants</c>.</summary>
    public static (long Tokens, string Reference, IResult? Problem) ParseGrant(JsonElement body)
    {
        if (!body.TryGetProperty("tokens", out var value) || !TryTokens(value, 1, out var tokens))
            return (0, "", Bad($"tokens has to be a whole number from 1 to {MaxTokens}"));
        if (body.Text("reference") is not { Length: > 0 and <= MaxReferenceLength } reference || string.IsNullOrWhiteSpace(reference))
            return (0, "", Bad($"reference has to be a text of 1 to {MaxReferenceLength} characters"));
        return (tokens, reference, null);
    }

    private static bool TryTokens(JsonElement value, long min, out long tokens)
    {
        tokens = 0;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out tokens) && tokens >= min && tokens <= MaxTokens;
    }

    private static IResult Bad(string message) => Problems.Create(StatusCodes.Status400BadRequest, message, "invalid_request");
}
