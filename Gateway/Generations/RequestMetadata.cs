using System.Collections.Immutable;
using System.Text.Json;
using PromptGen.Gateway.Http;

namespace PromptGen.Gateway.Generations;

/// <summary>The member <c>metadata</c> of a start: texts by name, which come back wherever the generation is told of.</summary>
public static class RequestMetadata
{
    private const int MaxEntries = 16, MaxKeyLength = 64, MaxValueLength = 256;

    /// <summary>Reads it; an empty object is none.</summary>
    /// <returns>The texts, <c>null</c> where there are none, or the answer that says what is allowed.</returns>
    public static (ImmutableSortedDictionary<string, string>? Metadata, IResult? Problem) Parse(JsonElement body)
    {
        if (!body.Has("metadata"))
            return (null, null);
        var value = body.GetProperty("metadata");
        if (value.ValueKind != JsonValueKind.Object)
            return (null, Bad());
        var texts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var entry in value.EnumerateObject())
        {
            if (entry.Name.Length == 0 || TextLength.IsOver(entry.Name, MaxKeyLength) || entry.Value.ValueKind != JsonValueKind.String || entry.Value.GetString() is not { } text || TextLength.IsOver(text, MaxValueLength))
                return (null, Bad());
            texts[entry.Name] = text;
        }
        return texts.Count <= MaxEntries ? (texts.Count == 0 ? null : texts.ToImmutable(), null) : (null, Bad());
    }

    private static IResult Bad() => Problems.Create(StatusCodes.Status400BadRequest,
        $"metadata has to be an object of at most {MaxEntries} texts, with names of 1 to {MaxKeyLength} and texts of at most {MaxValueLength} characters", ErrorCodes.InvalidMetadata);
}
