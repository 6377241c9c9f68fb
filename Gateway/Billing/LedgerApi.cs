using Microsoft.Net.Http.Headers;
using PromptGen.Gateway.Http;
using PromptGen.ServiceDefaults.Security;

namespace PromptGen.Gateway.Billing;

/// <summary>Lists what changed the balance of accounts.</summary>
public static class LedgerApi
{
    private const string CsvExample =
        "line,task_id,kind,tokens,balance_after,shortfall,prompt_tokens,completion_tokens,estimated,model,response_time_ms,reference,reason,metadata,at\r\n"
        + "2,4be0643f-1d98-573b-97cd-ca98a65347dd,charge,-612,9388,0,190,422,false,gemini-3.5-flash-lite,3800,,,,2026-11-26T09:00:04.200000Z\r\n";

    /// <summary>What changed your balance, newest first, as JSON or CSV.</summary>
    /// <remarks>
    /// The lines add up to the balance, and <c>tokens_remaining</c> is that less what is reserved. Pages stay as they are while new lines come. The oldest lines are dropped some time; one
    /// opening line then stands for all of them. CSV (<c>Accept: text/csv</c>) has the same members; its next page is named by the <c>Link</c> header.
    /// </remarks>
    /// <param name="context">The request.</param>
    /// <param name="grains">The cluster.</param>
    internal static Task<IResult> GetOwn(HttpContext context, IGrainFactory grains) => Page(context, grains, context.User.UserId());

    /// <summary>What changed a user's balance, newest first, as JSON or CSV (administrators).</summary>
    /// <param name="context">The request.</param>
    /// <param name="userId">The user, percent-encoded once.</param>
    /// <param name="grains">The cluster.</param>
    internal static async Task<IResult> Get(HttpContext context, string userId, IGrainFactory grains)
    {
        var (user, noUser) = UserInPath.Read(context, userId);
        return noUser ?? await Page(context, grains, user);
    }

    /// <summary>Describes such a route.</summary>
    internal static void ListsLines(this RouteHandlerBuilder route, params string[] codes) => route
        .Produces<LedgerBody>()
        .OrText(LedgerCsv.MediaType, "The same members, a line of text each, after a line with their names (RFC 4180, UTF-8).", CsvExample)
        .SendsCacheControl("no-cache, private")
        .Sends(StatusCodes.Status200OK, HeaderNames.Vary, "`Accept`: JSON or CSV, as it was asked for.")
        .MaySend(StatusCodes.Status200OK, HeaderNames.Link, "Where the next page is, if there is one: `<?limit=20&cursor=…>; rel=\"next\"`.")
        .Refuses(StatusCodes.Status400BadRequest, codes)
        .TakesLimit()
        .TakesQuery("cursor", "The next of the page before.");

    private static async Task<IResult> Page(HttpContext context, IGrainFactory grains, string userId)
    {
        var (limit, badLimit) = PageLimit.Read(context.Request);
        if (badLimit is not null)
            return badLimit;
        if (!LedgerPlace.TryParse(context.Request.Query["cursor"].ToString(), out var before))
            return PageLimit.BadCursor();

        var page = await grains.UserTokens(userId).GetLedger(before, limit);
        var next = page.Next is { } place ? LedgerPlace.ToText(place) : null;
        var headers = context.Response.Headers;
        headers.CacheControl = "no-cache, private";
        headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        // Relative to the address that the client knows, whatever proxies make of it.
        if (next is not null)
            headers.Link = $"<?limit={limit}&cursor={next}>; rel=\"next\"";
        return Accepted.Prefers(context.Request, LedgerCsv.MediaType, "application/json")
            ? TypedResults.Text(LedgerCsv.Write(page.Lines), LedgerCsv.ContentType)
            : TypedResults.Json(new LedgerBody(page.Lines, next), BillingJson.Web.LedgerBody);
    }
}
