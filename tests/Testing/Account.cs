using System.Text.Json;

namespace PromptGen.Testing;

/// <summary>An account as the API shows it.</summary>
/// <param name="Remaining">Tokens that can be spent.</param>
/// <param name="Reserved">Tokens set aside.</param>
public sealed record Account(long Remaining, long Reserved)
{
    internal static Account From(JsonElement body) =>
        new(body.GetProperty("tokens_remaining").GetInt64(), body.GetProperty("tokens_reserved").GetInt64());
}
