using System.Net.Http.Json;
using System.Text.Json;

namespace PromptGen.Gateway.Tests;

/// <summary>Accounts that may not generate, and the original's answers to them.</summary>
internal static class Refusals
{
    private const string Renew = "Please renew your subscription to use AI prompt enhancement";
    private const string NotActive = "Subscription is not active";
    private const string TooFew = "Insufficient tokens";

    private static readonly string Tomorrow = TimeProvider.System.GetUtcNow().AddDays(1.5).ToString("O");
    private static readonly string Yesterday = TimeProvider.System.GetUtcNow().AddDays(-1).ToString("O");

    /// <summary>
    /// The account as an administrator sets it; then <c>error_code</c>, <c>message</c>, <c>error</c> and the days left. Where
    /// several reasons apply, the first one in the contract's order is the answer.
    /// </summary>
    public static TheoryData<string, string, string, string, int?> All => new()
    {
        { """{"tokens_remaining":5000,"subscription":null}""", "no_subscription", NotActive, Renew, 0 },
        { """{"tokens_remaining":0,"subscription":{"is_active":false,"end_date":"2020-01-01T00:00:00Z"}}""", "subscription_deactivated", NotActive, Renew, 0 },
        { $$$"""{"tokens_remaining":5000,"subscription":{"is_active":false,"end_date":"{{{Tomorrow}}}"}}""", "subscription_deactivated", NotActive, Renew, 2 },
        { $$$"""{"tokens_remaining":0,"subscription":{"is_active":true,"end_date":"{{{Yesterday}}}"}}""", "subscription_expired", NotActive, Renew, 0 },
        { """{"tokens_remaining":0,"subscription":{"is_active":true,"end_date":null}}""", "no_tokens_remaining", TooFew, "No tokens remaining in subscription", null },
        { $$$"""{"tokens_remaining":250,"subscription":{"is_active":true,"end_date":"{{{Tomorrow}}}"}}""", "insufficient_tokens", TooFew, Needed(250), 2 },
        { """{"tokens_remaining":699,"subscription":{"is_active":true,"end_date":null}}""", "insufficient_tokens", TooFew, Needed(699), null },
    };

    /// <summary>A client of a new user whose account is set to this.</summary>
    public static async Task<HttpClient> NewUser(GatewayHost gateway, string account)
    {
        var user = $"user-{Guid.NewGuid():N}";
        using var admin = gateway.Client("admin", isAdmin: true);
        using var put = await admin.PutAsJsonAsync(
            $"/api/v1/billing/accounts/{user}/", JsonElement.Parse(account), TestContext.Current.CancellationToken);
        put.EnsureSuccessStatusCode();
        return gateway.Client(user);
    }

    /// <summary>The tokens that an account of <see cref="All"/> has.</summary>
    public static long TokensOf(string account) => JsonElement.Parse(account).GetProperty("tokens_remaining").GetInt64();

    private static string Needed(int available) => $"You need at least 700 tokens for prompt enhancement. Available: {available}";
}
