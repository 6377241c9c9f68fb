using System.Diagnostics.CodeAnalysis;

namespace PromptGen;

/// <summary>
/// The address of one generation: its owner and its id. Because the owner is part of the address, another user's
/// token addresses another, empty grain, and a stranger's task cannot be told from one that never existed.
/// </summary>
/// <param name="UserId">The owner: the <c>sub</c> of the token.</param>
/// <param name="TaskId">The task's id, random or derived from an idempotency key.</param>
[GenerateSerializer, Immutable, Alias("PromptTaskKey")]
public readonly record struct PromptTaskKey([property: Id(0)] string UserId, [property: Id(1)] Guid TaskId)
{
    private const int IdLength = 32;

    /// <summary>Reads the form that <see cref="ToString"/> writes.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PromptTaskKey key)
    {
        key = default;
        if (text is not { Length: > IdLength + 1 } || text[IdLength] != '/' || !Guid.TryParseExact(text.AsSpan(0, IdLength), "N", out var id))
            return false;
        key = new PromptTaskKey(text[(IdLength + 1)..], id);
        return true;
    }

    /// <summary>Reads the form that <see cref="ToString"/> writes.</summary>
    /// <exception cref="FormatException">The text is not such a key.</exception>
    public static PromptTaskKey Parse(string text) =>
        TryParse(text, out var key) ? key : throw new FormatException($"'{text}' is not the key of a prompt task.");

    /// <summary>The grain key: the id first (it has a fixed length), then the user id as it is.</summary>
    public override string ToString() => $"{TaskId:N}/{UserId}";
}
