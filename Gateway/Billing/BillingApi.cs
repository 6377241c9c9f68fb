using PromptGen.Gateway.Http;
using PromptGen.ServiceDefaults.Security;

namespace PromptGen.Gateway.Billing;

/// <summary>The routes of accounts.</summary>
public static class BillingApi
{
    /// <summary>Maps them: a user's own account, and those that administrators manage.</summary>
    public static void MapBilling(this IEndpointRouteBuilder routes)
    {
        var billing = routes.MapGroup("/api/v1/billing").RequireAuthorization().WithTags("Billing");
        billing.MapGet("/account", GetOwn).Produces<AccountBody>().WithSummary("Your tokens and subscription.");

        var accounts = billing.MapGroup("/accounts/{userId}").RequireAuthorization(Policies.Admin);
        accounts.MapGet("/", Get).Produces<AccountBody>().WithSummary("A user's account (administrators).");
        accounts.MapPut("/", Put).Produces<AccountBody>().WithSummary("Sets a user's tokens and subscription (administrators).");
        accounts.MapPost("/grants", Grant).Produces<AccountBody>().WithSummary("Adds tokens, once per reference (administrators).");
    }

    private static async Task<IResult> GetOwn(HttpContext context, IGrainFactory grains) =>
        Answer(await grains.UserTokens(context.User.UserId()).GetAccount(openTrial: true));

    private static async Task<IResult> Get(HttpContext context, string userId, IGrainFactory grains)
    {
        var (user, noUser) = UserInPath.Read(context, userId);
        return noUser ?? Answer(await grains.UserTokens(user).GetAccount(openTrial: false));
    }

    private static async Task<IResult> Put(HttpContext context, string userId, IGrainFactory grains)
    {
        var (user, noUser) = UserInPath.Read(context, userId);
        if (noUser is not null)
            return noUser;
        var (body, problem) = await JsonBody.Read(context.Request);
        if (problem is not null)
            return problem;
        var (change, invalid) = AccountRequests.ParseChange(body);
        if (change is null)
            return invalid!;
        var (key, badKey) = IdempotencyKey.Read(context.Request);
        if (badKey is not null)
            return badKey;

        // Without a key it has a name all the same: a call that is repeated must not undo what was charged in between.
        var view = await grains.UserTokens(user).Change(change with
        {
            Id = key is null ? Guid.NewGuid() : IdempotencyKey.IdOf(context.User.UserId(), key),
            Fingerprint = key is null ? null : ChangeFingerprint.Of(change),
        });
        if (view.Outcome == AccountOutcome.Replayed && key is not null)
            IdempotencyKey.MarkReplayed(context.Response);
        return Answer(view);
    }

    private static async Task<IResult> Grant(HttpContext context, string userId, IGrainFactory grains)
    {
        var (user, noUser) = UserInPath.Read(context, userId);
        if (noUser is not null)
            return noUser;
        var (body, problem) = await JsonBody.Read(context.Request);
        if (problem is not null)
            return problem;
        var (tokens, reference, invalid) = AccountRequests.ParseGrant(body);
        return invalid ?? Answer(await grains.UserTokens(user).Grant(tokens, reference));
    }

    private static IResult Answer(AccountView view) => view.Outcome switch
    {
        AccountOutcome.KeyReused => IdempotencyKey.Reused(),
        AccountOutcome.ReferenceReused => Problems.Create(StatusCodes.Status409Conflict,
            "This reference was used before for a grant of another number of tokens", "reference_reused"),
        AccountOutcome.NoSubscription => AccountRequests.Bad("subscription.is_active has to be given: the account has no subscription whose end could change"),
        _ => TypedResults.Json(AccountBody.From(view), BillingJson.Web.AccountBody),
    };
}
