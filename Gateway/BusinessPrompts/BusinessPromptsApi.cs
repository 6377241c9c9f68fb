using PromptGen.Gateway.Http;
using PromptGen.ServiceDefaults.Security;

namespace PromptGen.Gateway.BusinessPrompts;

/// <summary>The routes by which administrators manage the templates of business types.</summary>
public static class BusinessPromptsApi
{
    /// <summary>Maps them.</summary>
    public static void MapBusinessPrompts(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/business-prompts").RequireAuthorization(Policies.Admin).WithTags("Business prompts")
            .Refuses(StatusCodes.Status401Unauthorized)
            .Refuses(StatusCodes.Status403Forbidden)
            .Refuses(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("/", List).WithName("listBusinessPrompts").Produces<BusinessPromptListBody>();

        var one = group.MapGroup("/{name}").Refuses(StatusCodes.Status400BadRequest, ErrorCodes.InvalidRequest);
        one.MapGet("/", Get).WithName("getBusinessPrompt").Produces<BusinessPromptBody>()
            .Refuses(StatusCodes.Status404NotFound, ErrorCodes.BusinessPromptNotFound);
        one.MapPut("/", Put).WithName("setBusinessPrompt").Produces<BusinessPromptBody>()
            .ReadsJson<BusinessPromptRequest>(ErrorCodes.InvalidRequest)
            .Refuses(StatusCodes.Status409Conflict, ErrorCodes.TooManyBusinessPrompts);
        one.MapDelete("/", Delete).WithName("deleteBusinessPrompt").Produces(StatusCodes.Status204NoContent)
            .Refuses(StatusCodes.Status404NotFound, ErrorCodes.BusinessPromptNotFound);
    }

    /// <summary>The templates of all business types that are in force (administrators).</summary>
    /// <param name="grains">The cluster.</param>
    internal static async Task<IResult> List(IGrainFactory grains)
    {
        var prompts = await Prompts(grains).List();
        return TypedResults.Json(new BusinessPromptListBody([.. prompts.Select(BusinessPromptBody.From)]), BusinessPromptsJson.Web.BusinessPromptListBody);
    }

    /// <summary>The template in force for a business type (administrators).</summary>
    /// <param name="context">The request.</param>
    /// <param name="name">The business type, in any case, percent-encoded once; an alias is answered with the template it stands for.</param>
    /// <param name="grains">The cluster.</param>
    internal static async Task<IResult> Get(HttpContext context, string name, IGrainFactory grains)
    {
        var (type, badName) = BusinessPromptRequest.ReadName(context, name);
        return badName ?? (await Prompts(grains).Find(type) is { } prompt ? Answer(prompt) : NotFound());
    }

    /// <summary>Sets the template of a business type (administrators).</summary>
    /// <remarks>
    /// From the answer on it is what generations begin with, on every silo; one that has begun goes on with what it began with. It counts before what ships with the service or is
    /// configured, for all aliases of that name too, unless they have a template of their own.
    /// </remarks>
    /// <param name="context">The request.</param>
    /// <param name="name">The business type, in any case, percent-encoded once.</param>
    /// <param name="grains">The cluster.</param>
    internal static async Task<IResult> Put(HttpContext context, string name, IGrainFactory grains)
    {
        var (type, badName) = BusinessPromptRequest.ReadName(context, name);
        if (badName is not null)
            return badName;
        var (body, problem) = await JsonBody.Read(context.Request);
        if (problem is not null)
            return problem;
        var (request, invalid) = BusinessPromptRequest.Parse(body);
        if (request is null)
            return invalid!;
        return await Prompts(grains).Put(type, request.Prompt) is { } prompt
            ? Answer(prompt)
            : Problems.Create(StatusCodes.Status409Conflict, "There are as many business prompts as there may be: delete one first", ErrorCodes.TooManyBusinessPrompts);
    }

    /// <summary>Takes back the template that administrators have set for a business type (administrators).</summary>
    /// <remarks>What ships with the service or is configured is then in force again. That is not taken away by this, and to ask for it changes nothing.</remarks>
    /// <param name="context">The request.</param>
    /// <param name="name">The business type, in any case, percent-encoded once.</param>
    /// <param name="grains">The cluster.</param>
    internal static async Task<IResult> Delete(HttpContext context, string name, IGrainFactory grains)
    {
        var (type, badName) = BusinessPromptRequest.ReadName(context, name);
        return badName ?? (await Prompts(grains).Delete(type) ? TypedResults.NoContent() : NotFound());
    }

    private static IBusinessPromptsGrain Prompts(IGrainFactory grains) => grains.ByKey<IBusinessPromptsGrain>(IBusinessPromptsGrain.Key);

    private static IResult Answer(BusinessPrompt prompt) => TypedResults.Json(BusinessPromptBody.From(prompt), BusinessPromptsJson.Web.BusinessPromptBody);

    private static IResult NotFound() => Problems.Create(StatusCodes.Status404NotFound, "There is no template for this business type", ErrorCodes.BusinessPromptNotFound);
}
