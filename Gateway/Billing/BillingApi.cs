using PromptGen.Gateway.Http;
using PromptGen.ServiceDefaults.Security;

namespace PromptGen.Gateway.Billing;

/// <summary>The routes of accounts.</summary>
public static class BillingApi
{
    /// <summary>Maps them: a user's own account, and those that administrators manage.</summary>
    public static void MapBilling(this IEndpointRouteBuilder routes)
    {
        var billing = routes.MapGroup("/api/v1/billing").RequireAuthorization().WithTags("Billing")
            .Refuses(StatusCodes.Status401Unauthorized)
            .Refuses(StatusCodes.Status503ServiceUnavailable);
        billing.MapGet("/account", GetOwn).WithName("getAccount").Produces<AccountBody>();
        billing.MapGet("/usage", LedgerApi.GetOwn).WithName("listUsage").ListsLines(ErrorCodes.InvalidLimit, ErrorCodes.InvalidCursor);

        var accounts = billing.MapGroup("/accounts/{userId}").RequireAuthorization(Policies.Admin)
            .Refuses(StatusCodes.Status400BadRequest, ErrorCodes.InvalidRequest)
            .Refuses(StatusCodes.Status403Forbidden);
        accounts.MapGet("/", Get).WithName("getUserAccount").Produces<AccountBody>();
        accounts.MapPut("/", Put).WithName("changeUserAccount").Produces<AccountBody>().MayReplay(StatusCodes.Status200OK)
            .ReadsJson<AccountChangeBody>(ErrorCodes.InvalidRequest, ErrorCodes.InvalidIdempotencyKey)
            .Refuses(StatusCodes.Status422UnprocessableEntity, ErrorCodes.IdempotencyKeyReused)
            .TakesHeader("Idempotency-Key", "1 to 255 visible ASCII characters: the same key with the same body changes the account once.");
        accounts.MapGet("/usage", LedgerApi.Get).WithName("listUserUsage").ListsLines(ErrorCodes.InvalidRequest, ErrorCodes.InvalidLimit, ErrorCodes.InvalidCursor);
        accounts.MapPost("/grants", Grant).WithName("grantTokens").Produces<AccountBody>()
            .ReadsJson<GrantBody>(ErrorCodes.InvalidRequest)
            .Refuses(StatusCodes.Status409Conflict, ErrorCodes.ReferenceReused);
    }

    /// <summary>Your tokens and subscription.</summary>
    internal static async Task<IResult> GetOwn(HttpContext context, IGrainFactory grains) =>
        Answer(await grains.UserTokens(context.User.UserId()).GetAccount(openTrial: true));

    /// <summary>A user's account (administrators).</summary>
    /// <param name="context">The request.</param>
    /// <param name="userId">The user, percent-encoded once.</param>
    /// <param name="grains">The cluster.</param>
    internal static async Task<IResult> Get(HttpContext context, string userId, IGrainFactory grains)
    {
        var (user, noUser) = UserInPath.Read(context, userId);
        return noUser ?? Answer(await grains.UserTokens(user).GetAccount(openTrial: false));
    }

    /// <summary>Sets a user's tokens and subscription (administrators).</summary>
    /// <remarks>A member that is left out stays as it is.</remarks>
    /// <param name="context">The request.</param>
    /// <param name="userId">The user, percent-encoded once.</param>
    /// <param name="grains">The cluster.</param>
    internal static async Task<IResult> Put(HttpContext context, string userId, IGrainFactory grains)
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

    /// <summary>Adds tokens, once per reference (administrators).</summary>
    /// <param name="context">The request.</param>
    /// <param name="userId">The user, percent-encoded once.</param>
    /// <param name="grains">The cluster.</param>
    internal static async Task<IResult> Grant(HttpContext context, string userId, IGrainFactory grains)
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
            "This reference was used before for a grant of another number of tokens", ErrorCodes.ReferenceReused),
        AccountOutcome.NoSubscription => AccountRequests.Bad("subscription.is_active has to be given: the account has no subscription whose end could change"),
        _ => TypedResults.Json(AccountBody.From(view), BillingJson.Web.AccountBody),
    };
}
