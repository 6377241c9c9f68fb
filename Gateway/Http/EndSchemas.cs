using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using PromptGen.Bodies;

namespace PromptGen.Gateway.Http;

/// <summary>The status bodies of generations that have ended each its own way: status bodies, of which more members are always there.</summary>
internal static class EndSchemas
{
    /// <summary>The schema of such a body.</summary>
    public static async Task<IOpenApiSchema> EndSchemaOf<TBody>(this OpenApiOperationTransformerContext context, CancellationToken stopping)
        where TBody : StatusBody
    {
        var status = await context.SchemaOf(typeof(StatusBody), stopping);
        var end = await context.GetOrCreateSchemaAsync(typeof(TBody), cancellationToken: stopping);
        var more = end.Required!.Except(status.Required!).ToHashSet();
        return more.Count == 0 ? status : context.AddSchema(typeof(TBody), new OpenApiSchema
        {
            Description = end.Description,
            // Two parts: some generators of clients take a type of one part for that part, by another name.
            AllOf = [status, new OpenApiSchema { Type = JsonSchemaType.Object, Required = more }],
        });
    }
}
