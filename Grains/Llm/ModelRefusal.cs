using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PromptGen.Llm;

/// <summary>What a provider that refuses a request says it does not take.</summary>
internal enum ModelRefusal
{
    /// <summary>It does not say, or not in words we know.</summary>
    Unsaid,

    /// <summary><c>temperature</c>.</summary>
    Temperature,

    /// <summary><c>max_completion_tokens</c> or <c>max_tokens</c>.</summary>
    Limit,

    /// <summary><c>stream_options</c>.</summary>
    StreamOptions,

    /// <summary><c>stream</c>.</summary>
    Stream,

    /// <summary>A message whose role is <c>system</c>.</summary>
    SystemRole,

    /// <summary>The model's name.</summary>
    Model,

    /// <summary>Our key.</summary>
    Key,
}

/// <summary>Finds the refusal in an error's body: by <c>error.param</c> or <c>error.code</c> where they tell, else by the first name that its words hold.</summary>
internal static partial class ModelRefusals
{
    /// <summary>Reads an error's body; nothing of it is kept.</summary>
    public static ModelRefusal Read(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty)
            return ModelRefusal.Unsaid;
        return Named(Member(body, "param")) is var named and not ModelRefusal.Unsaid ? named
            : Member(body, "code") is "model_not_found" ? ModelRefusal.Model
            : InWords(Encoding.UTF8.GetString(body));
    }

    private static ModelRefusal InWords(string words)
    {
        if (Parameter().Match(words) is { Success: true } parameter)
            return Named(parameter.Value);
        return Key().IsMatch(words) ? ModelRefusal.Key : Model().IsMatch(words) ? ModelRefusal.Model : ModelRefusal.Unsaid;
    }

    private static ModelRefusal Named(string? name) => name?.ToLowerInvariant() switch
    {
        "temperature" => ModelRefusal.Temperature,
        "max_completion_tokens" or "max_tokens" or "max_output_tokens" => ModelRefusal.Limit,
        "stream_options" or "include_usage" or "stream_options.include_usage" => ModelRefusal.StreamOptions,
        "stream" or "streaming" => ModelRefusal.Stream,
        "system" or "developer" => ModelRefusal.SystemRole,
        "model" => ModelRefusal.Model,
        _ => ModelRefusal.Unsaid,
    };

    /// <summary>The first text of this name at any depth; some servers put the error into an array or leave its envelope out.</summary>
    private static string? Member(ReadOnlySpan<byte> body, string name)
    {
        var json = new Utf8JsonReader(body);
        try
        {
            while (json.Read())
            {
                if (json.TokenType is JsonTokenType.PropertyName && json.ValueTextEquals(name) && json.Read() && json.TokenType is JsonTokenType.String)
                    return Encoding.UTF8.GetString(json.ValueSpan);
            }
        }
        catch (JsonException)
        {
            // Words that are no JSON are read as words.
        }

        return null;
    }

    [GeneratedRegex(@"\b(temperature|max_completion_tokens|max_tokens|max_output_tokens|stream_options|include_usage|stream|streaming|(system|developer)(?= (role|message|instruction|prompt)))\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\bapi[ _-]?key\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Key();

    [GeneratedRegex(@"\b(unknown|invalid|no such|unsupported|unrecognized) model\b|\bmodels?\b.{0,120}\b(not found|not exist|not a valid|invalid|unknown|not supported|not available|deprecated|retired|shut down|no longer)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Model();
}
