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
    /// <summary>Corrects what the generator takes from the types.</summary>
    public static Task Correct(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken stopping)
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
        if (context.JsonTypeInfo.Kind == JsonTypeInfoKind.Object && schema.Properties is { } members)
        {
            foreach (var member in context.JsonTypeInfo.Properties.Where(member => members.ContainsKey(member.Name)))
                Correct(schema, member);
        }
        return Task.CompletedTask;
    }

    private static void Correct(OpenApiSchema schema, JsonPropertyInfo member)
    {
        var isAlwaysThere = !member.IsGetNullable || IsWrittenAlways(member);
        var isOptional = !isAlwaysThere || member.AssociatedParameter is { HasDefaultValue: true };
        schema.Required ??= new HashSet<string>();
        if (isOptional)
            schema.Required.Remove(member.Name);
        else
            schema.Required.Add(member.Name);

        if (schema.Properties![member.Name] is not OpenApiSchema { } form)
            return;
        if (member.Name == "error_code")
            form.Enum = [.. (member.DeclaringType.IsAssignableTo(typeof(StatusBody)) ? ErrorCodes.OfEnds : ErrorCodes.All).Select(code => (JsonNode)code)];
        if (isAlwaysThere && member.IsGetNullable)
            form.Type = (form.Type ?? 0) | JsonSchemaType.Null;
        else if (!isAlwaysThere && member.AssociatedParameter is not { HasDefaultValue: true })
            form.Type &= ~JsonSchemaType.Null;
    }

    private static bool IsWrittenAlways(JsonPropertyInfo member) => member.AttributeProvider?
        .GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true).OfType<JsonIgnoreAttribute>().Any(rule => rule.Condition == JsonIgnoreCondition.Never) == true;
}
