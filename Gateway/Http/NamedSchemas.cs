using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace PromptGen.Gateway.Http;

/// <summary>Schemas of bodies that routes describe by hand: by name among the document's components, as the generator's own are.</summary>
internal static class NamedSchemas
{
    // Where the generator keeps the name that it has for the schema of a type.
    private const string Name = "x-schema-id";

    // Where it keeps that a member may be null whose schema is a reference.
    private const string Nullable = "x-is-nullable-property";

    /// <summary>Says whether a member may be <c>null</c>: not of its type, which others may have too.</summary>
    public static void MarkNullable(this OpenApiSchema member, bool isNullable)
    {
        var isNamed = NameOf(member) is not null;
        member.Metadata?.Remove(Nullable);
        member.Type = isNullable && !isNamed ? (member.Type ?? 0) | JsonSchemaType.Null : member.Type & ~JsonSchemaType.Null;
        if (isNullable && isNamed)
            member.Metadata![Nullable] = true;
    }

    /// <summary>Whether that was said of a member whose type has a name.</summary>
    public static bool IsMarkedNullable(this OpenApiSchema member) => member.Metadata?.ContainsKey(Nullable) is true;

    /// <summary>Writes a reference that may be <c>null</c> in the one way that all generators of clients read: not as a choice of which one is nothing.</summary>
    public static void SimplifyNullable(OpenApiDocument document)
    {
        foreach (var schema in document.Components!.Schemas!.Values.OfType<OpenApiSchema>())
        {
            foreach (var (name, member) in schema.Properties?.ToArray() ?? [])
            {
                if (member.OneOf?.OfType<OpenApiSchemaReference>().ToArray() is [var one])
                    schema.Properties![name] = Nullable(one);
            }
        }

        static OpenApiSchema Nullable(OpenApiSchemaReference reference) => new() { Type = reference.Type | JsonSchemaType.Null, AllOf = [reference] };
    }

    /// <summary>The schema of a type, and those of its members, by reference.</summary>
    public static async Task<IOpenApiSchema> SchemaOf(this OpenApiOperationTransformerContext context, Type type, CancellationToken stopping) =>
        Named(context.Document!, await context.GetOrCreateSchemaAsync(type, cancellationToken: stopping));

    /// <summary>Adds a schema under the name of a type.</summary>
    /// <returns>The reference to it.</returns>
    public static OpenApiSchemaReference AddSchema(this OpenApiOperationTransformerContext context, Type type, OpenApiSchema schema)
    {
        context.Document!.AddComponent(type.Name, schema);
        return new OpenApiSchemaReference(type.Name, context.Document);
    }

    private static IOpenApiSchema Named(OpenApiDocument document, IOpenApiSchema described)
    {
        if (described is not OpenApiSchema schema)
            return described;
        foreach (var (name, member) in schema.Properties?.ToArray() ?? [])
            schema.Properties![name] = Named(document, member);
        if (schema.Items is { } items)
            schema.Items = Named(document, items);
        if (NameOf(schema) is not { } id)
            return schema;
        document.AddComponent(id, schema);
        var reference = new OpenApiSchemaReference(id, document);
        return schema.IsMarkedNullable() ? new OpenApiSchema { OneOf = [reference] } : reference;
    }

    private static string? NameOf(OpenApiSchema schema) => schema.Metadata?.TryGetValue(Name, out var name) is true && name is string { Length: > 0 } id ? id : null;
}
