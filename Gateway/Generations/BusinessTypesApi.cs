using System.Text.Json.Serialization;

namespace PromptGen.Gateway.Generations;

/// <summary>The kinds of business that there are templates for.</summary>
/// <param name="Results">All of them, by their names.</param>
/// <example>
/// {"results":[{"name":"restaurant","aliases":["cafe","رستوران"],"templates":[{"template":"restaurant@5a0f31c2","language":null,"prompt":"# Role\nYou are the friendly assistant of [restaurant name]."}]}]}
/// </example>
public sealed record BusinessTypesBody(IReadOnlyList<BusinessTypeBody> Results);

/// <summary>A kind of business.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Aliases">Other names, in several languages, which mean the same.</param>
/// <param name="Templates">Its templates.</param>
public sealed record BusinessTypeBody(string Name, IReadOnlyList<string> Aliases, IReadOnlyList<TemplateBody> Templates);

/// <summary>A template that prompts are written by.</summary>
/// <param name="Template">Name and version, as a status names it.</param>
/// <param name="Language">The language that it is for; <c>null</c>: for all that have none of their own.</param>
/// <param name="Prompt">The template, with placeholders in brackets.</param>
public sealed record TemplateBody(string Template, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Language, string Prompt);

/// <summary>Lists what a start's <c>business_type</c> may be.</summary>
public static class BusinessTypesApi
{
    /// <summary>The kinds of business that there are templates for.</summary>
    /// <remarks>A start may name any other kind too: its prompt is then written without a template.</remarks>
    public static async Task<IResult> Get(HttpContext context, IGrainFactory grains)
    {
        var types = await grains.ByKey<IBusinessPromptsGrain>(IBusinessPromptsGrain.Key).Types();
        context.Response.Headers.CacheControl = "no-cache, private";
        return TypedResults.Json(
            new BusinessTypesBody([.. types.Select(type => new BusinessTypeBody(
                type.Name, type.Aliases, [.. type.Templates.Select(template => new TemplateBody(template.Id, template.Language, template.Prompt))]))]),
            GenerationsJson.Web.BusinessTypesBody);
    }
}
