using System.Text;

namespace PromptGen.Webhooks;

/// <summary>What a user's webhooks are signed with.</summary>
/// <param name="Secret">The newest secret: <c>whsec_</c>, and 32 random bytes in base 64. Not for logs.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="PreviousValidUntil">Until when the one before signs too; <c>null</c>: none does.</param>
[GenerateSerializer, Immutable, Alias("WebhookSecret")]
public sealed record WebhookSecret([property: Id(0)] string Secret, [property: Id(1)] DateTimeOffset CreatedAt, [property: Id(2)] DateTimeOffset? PreviousValidUntil)
{
    // Else it would be told wherever the record is written out.
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("CreatedAt = ").Append(CreatedAt.ToString("O"));
        return true;
    }
}
