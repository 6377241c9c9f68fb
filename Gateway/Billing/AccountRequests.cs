using System.Text.Json;
using PromptGen.Gateway.Http;

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
        var change = new AccountChange { TokensRemaining = tokens };
        if (!body.TryGetProperty("subscription", out var subscription))
            return (change, null);
        if (subscription.ValueKind == JsonValueKind.Null)
            return (change with { RemoveSubscription = true }, null);
        if (subscription.ValueKind != JsonValueKind.Object)
            return (null, Bad("subscription has to be an object or null"));

        var setsActive = subscription.TryGetProperty("is_active", out var active);
        if (setsActive && active.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            return (null, Bad("subscription.is_active has to be true or false"));
        var setsEnd = subscription.TryGetProperty("end_date", out var end);
        DateTimeOffset? endDate = null;
        if (setsEnd && end.ValueKind != JsonValueKind.Null)
        {
            if (subscription.Text("end_date") is not { } text || !EndDate.TryParse(text, out var date))
                return (null, Bad($"subscription.end_date has to be {EndDate.Allowed}, or null"));
            endDate = date;
        }
        return (setsActive, setsEnd) switch
        {
            (false, false) => (null, Bad("subscription has to name subscription.is_active, subscription.end_date or both")),
            (true, true) => (change with { Subscription = new Subscription(active.GetBoolean(), endDate) }, null),
            _ => (change with { SubscriptionChange = new SubscriptionChange(setsActive ? active.GetBoolean() : null, setsEnd, endDate) }, null),
        };
    }

    /// <summary>The body of <c>POST accounts/{user_id}/grants</c>.</summary>
    public static (long Tokens, string Reference, IResult? Problem) ParseGrant(JsonElement body)
    {
        if (!body.TryGetProperty("tokens", out var value) || !TryTokens(value, 1, out var tokens))
            return (0, "", Bad($"tokens has to be a whole number from 1 to {MaxTokens}"));
        if (body.Text("reference") is not { } reference || string.IsNullOrWhiteSpace(reference) || TextLength.IsOver(reference, MaxReferenceLength))
            return (0, "", Bad($"reference has to be a text of 1 to {MaxReferenceLength} characters"));
        return (tokens, reference, null);
    }

    /// <summary>A 400 that says what is wrong.</summary>
    internal static IResult Bad(string message) => Problems.Create(StatusCodes.Status400BadRequest, message, ErrorCodes.InvalidRequest);

    private static bool TryTokens(JsonElement value, long min, out long tokens)
    {
        tokens = 0;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out tokens) && tokens >= min && tokens <= MaxTokens;
    }
}
