using System.Text.Json;

namespace PromptGen.Gateway.Tests.Description;

/// <summary>
/// Judges JSON by a schema of OpenAPI 3.0, more strictly than its rules: a member that no property describes is a fault. A keyword that it
/// does not know is one too, so that nothing passes unjudged.
/// </summary>
internal sealed class SchemaCheck(JsonElement document)
{
    private static readonly HashSet<string> Known =
        ["$ref", "type", "nullable", "enum", "properties", "required", "additionalProperties", "items", "anyOf", "allOf", "format", "description", "example", "default"];

    /// <summary>What is wrong, each with the place where.</summary>
    public IReadOnlyList<string> Faults(JsonElement schema, JsonElement value) => [.. At("$", schema, value)];

    private IEnumerable<string> At(string place, JsonElement schema, JsonElement value, bool isPart = false)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            var name = reference.GetString()!.Split('/')[^1];
            return At(place, document.GetProperty("components").GetProperty("schemas").GetProperty(isPart ? name : NameFor(name, value)), value);
        }
        var unknown = schema.EnumerateObject().Select(keyword => keyword.Name).Where(name => !Known.Contains(name)).Select(name => $"{place}: {name} is not judged");
        if (value.ValueKind == JsonValueKind.Null)
            return unknown.Concat(schema.TryGetProperty("nullable", out var nullable) && nullable.GetBoolean() ? [] : [$"{place} is null"]);
        if (schema.TryGetProperty("allOf", out var parts))
        {
            // The members are those of the part that is named; another requires more of them, or says that it may be null.
            return unknown.Concat(parts.EnumerateArray().SelectMany(part => part.TryGetProperty("$ref", out _) ? At(place, part, value, isPart: true) : Missing(place, part, value)));
        }
        if (schema.TryGetProperty("anyOf", out var forms))
        {
            var faults = forms.EnumerateArray().Select(form => At(place, form, value).ToArray()).OrderBy(static faults => faults.Length).First();
            return unknown.Concat(faults);
        }
        return unknown.Concat(Kind(place, schema, value)).Concat(Choice(place, schema, value)).Concat(value.ValueKind switch
        {
            JsonValueKind.Object => Members(place, schema, value),
            JsonValueKind.Array => value.EnumerateArray().SelectMany((item, index) => At($"{place}[{index}]", schema.GetProperty("items"), item)),
            _ => [],
        });
    }

    /// <summary>What a status is judged by: by what is always there when it has ended so.</summary>
    private static string NameFor(string schema, JsonElement value) => schema is not "StatusBody" ? schema : value.TryGetProperty("status", out var status) ? status.GetString() switch
    {
        "completed" => "CompletedBody",
        "failed" => "FailedBody",
        _ => schema,
    } : schema;

    private static IEnumerable<string> Kind(string place, JsonElement schema, JsonElement value)
    {
        var kind = schema.TryGetProperty("type", out var type) ? type.GetString() : "nothing";
        var format = schema.TryGetProperty("format", out var named) ? named.GetString() : null;
        var fits = (kind, value.ValueKind) switch
        {
            ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("number", JsonValueKind.Number) => true,
            ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
            ("integer", JsonValueKind.Number) => value.TryGetInt64(out _),
            ("string", JsonValueKind.String) => format switch
            {
                "uuid" => value.TryGetGuid(out _),
                "date-time" => value.TryGetDateTimeOffset(out _),
                _ => true,
            },
            _ => false,
        };
        if (!fits)
            yield return $"{place} is no {kind} {format}: {value.GetRawText()}";
    }

    private static IEnumerable<string> Choice(string place, JsonElement schema, JsonElement value)
    {
        if (schema.TryGetProperty("enum", out var choices) && !choices.EnumerateArray().Any(choice => JsonElement.DeepEquals(choice, value)))
            yield return $"{place} is none of its values: {value.GetRawText()}";
    }

    private static IEnumerable<string> Missing(string place, JsonElement schema, JsonElement value) =>
        schema.TryGetProperty("required", out var names)
            ? names.EnumerateArray().Select(static name => name.GetString()!).Where(name => !value.TryGetProperty(name, out _)).Select(name => $"{place}.{name} is missing")
            : [];

    private IEnumerable<string> Members(string place, JsonElement schema, JsonElement value)
    {
        foreach (var fault in Missing(place, schema, value))
            yield return fault;
        var members = schema.TryGetProperty("properties", out var properties) ? properties : JsonElement.Parse("{}");
        foreach (var member in value.EnumerateObject())
        {
            if (members.TryGetProperty(member.Name, out var form) || schema.TryGetProperty("additionalProperties", out form))
            {
                foreach (var fault in At($"{place}.{member.Name}", form, member.Value))
                    yield return fault;
            }
            else
            {
                yield return $"{place}.{member.Name} is not described";
            }
        }
    }
}
