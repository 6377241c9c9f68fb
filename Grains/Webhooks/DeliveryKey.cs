namespace PromptGen.Webhooks;

/// <summary>A delivery of a user's.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Id">The <c>webhook-id</c>.</param>
public readonly record struct DeliveryKey(string UserId, string Id)
{
    /// <summary>Reads the form that <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string? text, out DeliveryKey key)
    {
        key = default;
        if (text is null || text.IndexOf('/', StringComparison.Ordinal) is not (> 0 and var slash) || slash == text.Length - 1)
            return false;
        key = new DeliveryKey(text[(slash + 1)..], text[..slash]);
        return true;
    }

    /// <summary>The id first, which holds no slash, then the user id as it is.</summary>
    public override string ToString() => $"{Id}/{UserId}";
}
