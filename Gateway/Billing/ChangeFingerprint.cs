using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PromptGen.Gateway.Billing;

/// <summary>What tells a change from another one sent with the same idempotency key.</summary>
internal static class ChangeFingerprint
{
    /// <summary>A hash of what is asked for, in base 64.</summary>
    public static string Of(AccountChange change)
    {
        var (whole, part) = (change.Subscription, change.SubscriptionChange);
        var text = string.Create(CultureInfo.InvariantCulture,
            $"1|{change.TokensRemaining}|{change.RemoveSubscription}|{whole?.IsActive}|{whole?.EndDate:O}|{part?.IsActive}|{part?.SetsEndDate}|{part?.EndDate:O}");
        return Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }
}
