using System.Globalization;
using System.Text.Json.Serialization;
using PromptGen.Bodies;
using PromptGen.Gateway.Http;
using PromptGen.ServiceDefaults.Security;

namespace PromptGen.Gateway.Generations;

/// <summary>A page of a user's generations.</summary>
/// <param name="Results">Their states, newest first, without the prompts.</param>
/// <param name="Next">The cursor of the next page; <c>null</c>: there is none.</param>
/// <remarks>Each is written as what it is: an ended one has more members than <see cref="StatusBody"/>.</remarks>
/// <example>
/// {"results":[{"task_id":"4be0643f-1d98-573b-97cd-ca98a65347dd","status":"completed","progress":100,"message":"Prompt generated successfully","created_at":"2026-11-26T09:00:00.000000Z","updated_at":"2026-11-26T09:00:04.200000Z","charge":{"state":"charged","tokens":612},"expires_at":"2026-11-26T09:10:04.200000Z","metadata":{"order":"1042"},"generated_by_ai":true,"completed_at":"2026-11-26T09:00:04.200000Z","origin":"ai","model":"gemini-3.5-flash-lite","usage":{"prompt_tokens":190,"completion_tokens":422,"total_tokens":612,"tokens_charged":612,"estimated":false}}],"next":null}
/// </example>
public sealed record ListBody(
    [property: WrittenAs(typeof(StatusBody))] IReadOnlyList<object> Results,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next);

/// <summary>Lists a user's generations.</summary>
public static class ListApi
{
    /// <summary>Your generations, newest first, without their prompts.</summary>
    /// <remarks>As long as each can be read. Pages stay as they are while new ones come.</remarks>
    /// <param name="context">The request.</param>
    /// <param name="grains">The cluster.</param>
    public static async Task<IResult> Get(HttpContext context, IGrainFactory grains)
    {
        var (limit, badLimit) = PageLimit.Read(context.Request);
        if (badLimit is not null)
            return badLimit;
        var cursor = context.Request.Query["cursor"].ToString();
        if (!TryRead(cursor, out var before))
            return PageLimit.BadCursor();

        var page = await grains.ByKey<IHistoryGrain>(context.User.UserId()).List(before, limit);
        var next = page.Next is { } end ? string.Create(CultureInfo.InvariantCulture, $"{end.At}-{end.TaskId:N}") : null;
        context.Response.Headers.CacheControl = "no-cache, private";
        return TypedResults.Json(new ListBody([.. page.Tasks.Select(view => StatusBody.From(view, withPrompt: false))], next), GenerationsJson.Web.ListBody);
    }

    private static bool TryRead(string cursor, out HistoryCursor? place)
    {
        place = null;
        if (cursor.Length == 0)
            return true;
        if (cursor.Split('-') is not [var at, var id]
            || !long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) || !Guid.TryParseExact(id, "N", out var taskId))
            return false;
        place = new HistoryCursor(milliseconds, taskId);
        return true;
    }
}
