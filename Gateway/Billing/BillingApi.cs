using PromptGen.Gateway.Errors;
using PromptGen.Gateway.Web;
using PromptGen.Silo.Security;

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

    private static async Task<IResult> Get(string userId, IGrainFactory grains) =>
        Answer(await grains.UserTokens(userId).GetAccount(openTrial: false));

    private static async Task<IResult> Put(HttpContext context, string userId, IGrainFactory grains)
    {
        var (body, problem) = await JsonBody.Read(context.Request);
        if (problem is not null)
            return problem;
        var (change, invalid) = AccountRequests.ParseChange(body);
        return change is null ? invalid! : Answer(await grains.UserTokens(userId).Change(change));
    }

    private static async Task<IResult> Grant(HttpContext context, string userId, IGrainFactory grains)
    {
        var (body, problem) = await JsonBody.Read(context.Request);
        if (problem is not null)
            return problem;
        var (tokens, reference, invalid) = AccountRequests.ParseGrant(body);
        return invalid ?? Answer(await grains.UserTokens(userId).Grant(tokens, reference));
    }

    private static IResult Answer(AccountView view) => TypedResults.Json(AccountBody.From(view), ApiJson.Web.AccountBody);
}
