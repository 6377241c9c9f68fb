using System.Text.Json;
using System.Text.Json.Serialization;

namespace PromptGen.Bodies;

/// <summary>Enum values as <c>snake_case</c>.</summary>
public sealed class SnakeCaseEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
