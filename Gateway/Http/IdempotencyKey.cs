using System.Security.Cryptography;
using System.Text;

namespace PromptGen.Gateway.Http;

/// <summary>
/// The <c>Idempotency-Key</c> header (IETF draft-ietf-httpapi-idempotency-key-header): the id of a task or a change is derived from user
/// and key, so the same key addresses the same one, wherever and however often it is sent.
/// </summary>
public static class IdempotencyKey
{
    private const string Header = "Idempotency-Key";
    private const int MaxLength = 255;

    /// <summary>Reads the header.</summary>
    /// <returns>The key, <c>null</c> when there is none, or the answer that says what is wrong with it.</returns>
    public static (string? Key, IResult? Problem) Read(HttpRequest request)
    {
        if (!request.Headers.TryGetValue(Header, out var values))
            return (null, null);
        return values is [{ Length: >= 1 and <= MaxLength } key] && key.All(character => character is > ' ' and <= '~')
            ? (key, null)
            : (null, Problems.Create(StatusCodes.Status400BadRequest,
                $"{Header} has to be sent once, with 1 to {MaxLength} visible ASCII characters", ErrorCodes.InvalidIdempotencyKey));
    }

    /// <summary>The answer to a key that was used before for something else.</summary>
    public static IResult Reused() => Problems.Create(StatusCodes.Status422UnprocessableEntity,
        "This Idempotency-Key was used before with another request", ErrorCodes.IdempotencyKeyReused);

    /// <summary>Says that an answer is the one to an earlier request with the same key.</summary>
    public static void MarkReplayed(HttpResponse response) => response.Headers["Idempotent-Replayed"] = "true";

    /// <summary>The id of what a user starts or changes with a key: a version 8 UUID (RFC 9562) from their SHA-256.</summary>
    public static Guid IdOf(string userId, string key)
    {
        var id = SHA256.HashData(Encoding.UTF8.GetBytes($"{userId.Length}:{userId}{key}")).AsSpan(0, 16);
        id[6] = (byte)(0x80 | (id[6] & 0x0F));
        id[8] = (byte)(0x80 | (id[8] & 0x3F));
        return new Guid(id, bigEndian: true);
    }
}
