using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using PromptGen.Bodies;

namespace PromptGen.Gateway.Http;

/// <summary>Describes bodies as they are written: a member without a value is left out, not <c>null</c>, unless its type says that it is always there.</summary>
internal static class TrueSchemas
{
    private static readonly MayHaveMembersOfAttribute Ends = new(typeof(CompletedBody), typeof(FailedBody), typeof(CancelledBody));

    /// <summary>Corrects what the generator takes from the types.</summary>
    public static async Task Correct(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken stopping)
    {
        var type = context.JsonTypeInfo.Type;
        // Written by a converter of ours, of which the generator knows nothing.
        if (type == typeof(DateTimeOffset) || type == typeof(DateTimeOffset?))
            (schema.Type, schema.Format) = ((schema.Type ?? 0) | JsonSchemaType.String, "date-time");
        if ((Nullable.GetUnderlyingType(type) ?? type).IsEnum)
        {
            schema.Type = (schema.Type ?? 0) | JsonSchemaType.String;
            schema.Enum = [.. (schema.Enum ?? []).Where(value => value is JsonValue)];
        }
        if (context.JsonTypeInfo.Kind != JsonTypeInfoKind.Object || schema.Properties is not { } members)
            return;
        foreach (var member in context.JsonTypeInfo.Properties.Where(member => members.ContainsKey(member.Name)))
        {
            Correct(schema, member);
            if (Of<WrittenAsAttribute>(member) is { } items)
                ((OpenApiSchema)members[member.Name]).Items = await context.GetOrCreateSchemaAsync(items.Type, cancellationToken: stopping);
        }
        // One flat type for what may have more members: a choice of types is read by some generators of clients as a type without any.
        var others = type == typeof(StatusBody) ? Ends : Attribute.GetCustomAttribute(type, typeof(MayHaveMembersOfAttribute)) as MayHaveMembersOfAttribute;
        foreach (var other in others?.Types ?? [])
            AddMembers(members, (await context.GetOrCreateSchemaAsync(other, cancellationToken: stopping)).Properties!);
    }

    private static void AddMembers(IDictionary<string, IOpenApiSchema> members, IDictionary<string, IOpenApiSchema> others)
    {
        foreach (var (name, form) in others)
        {
            // Of two forms of a member the one that may be null holds for both.
            if (!members.TryAdd(name, form) && form is OpenApiSchema schema && (schema.IsMarkedNullable() || form.Type?.HasFlag(JsonSchemaType.Null) is true))
                members[name] = form;
        }
    }

    private static void Correct(OpenApiSchema schema, JsonPropertyInfo member)
    {
        var isAlwaysThere = !member.IsGetNullable || Of<JsonIgnoreAttribute>(member)?.Condition == JsonIgnoreCondition.Never;
        var isOptional = !isAlwaysThere || member.AssociatedParameter is { HasDefaultValue: true };
        schema.Required ??= new HashSet<string>();
        if (isOptional)
            schema.Required.Remove(member.Name);
        else
            schema.Required.Add(member.Name);

        if (schema.Properties![member.Name] is not OpenApiSchema { } form)
            return;
        if (Of<OneOfAttribute>(member) is { } list)
            form.Enum = [.. list.Values.Select(value => (JsonNode)value)];
        var takesNull = Of<TakesNullAttribute>(member)?.IsTaken ?? (Attribute.IsDefined(member.DeclaringType, typeof(TakesNullAttribute)) || member.AssociatedParameter is { HasDefaultValue: true });
        form.MarkNullable(member.IsGetNullable && (isAlwaysThere || takesNull));
    }

    private static T? Of<T>(JsonPropertyInfo member)
        where T : Attribute => member.AttributeProvider?.GetCustomAttributes(typeof(T), inherit: true).OfType<T>().FirstOrDefault();
}
