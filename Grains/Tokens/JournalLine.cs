using System.Text.Json;
using System.Text.Json.Serialization;

namespace PromptGen.Tokens;

/// <summary>
/// One change of an account's balance. Lines are numbered without gaps and add up: <see cref="BalanceAfter"/> is the one before plus
/// <see cref="Tokens"/>. Its property names are a storage contract: add, never rename.
/// </summary>
public sealed record JournalLine
{
    /// <summary>Its number.</summary>
    public required long Line { get; init; }

    /// <summary>What it is, one of <see cref="JournalKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>What came to the account; what left it is negative.</summary>
    public long Tokens { get; init; }

    /// <summary>What was granted less what was charged, after it.</summary>
    public long BalanceAfter { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The generation that was charged.</summary>
    public Guid? TaskId { get; init; }

    /// <summary>What it used and the account did not cover; 0: nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Shortfall { get; init; }

    /// <summary>What it used.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>The model that wrote it.</summary>
    public string? Model { get; init; }

    /// <summary>The reference of a grant.</summary>
    public string? Reference { get; init; }

    /// <summary>Why an adjustment was made.</summary>
    public string? Reason { get; init; }

    /// <summary>The administrator's change behind an adjustment that may be sent again. It is remembered beside the journal, not in it.</summary>
    public ChangeEntry? Change { get; init; }

    /// <summary>The metadata of the generation that was charged, in the order in which it was first written.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <inheritdoc cref="GeneratedPrompt.ResponseTimeMs" />
    public long? ResponseTimeMs { get; init; }

    /// <summary>
    /// What a later version knows of it: kept, so that a line that is appended again, by whatever silo, is the same bytes. Members that are added
    /// stand above this and last, where that version writes them.
    /// </summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Later { get; set; }
}

/// <summary>The values of <see cref="JournalLine.Reason"/> that are the service's own.</summary>
public static class JournalReasons
{
    /// <summary>What a user never seen before got.</summary>
    public const string Trial = "trial";

    /// <summary>What there was before the journal.</summary>
    public const string Opening = "opening";
}

/// <summary>How lines are written beyond the account: what is at its default is left out, texts are as they are.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(JournalLine))]
[JsonSerializable(typeof(ChangeEntry))]
public sealed partial class JournalJson : JsonSerializerContext
{
    /// <summary>The one to use.</summary>
    public static JournalJson Stored => Unescaped.Json;

    // A class of its own, so that the generated defaults are there before it.
    private static class Unescaped
    {
        public static readonly JournalJson Json = new(new(Default.Options) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }
}
