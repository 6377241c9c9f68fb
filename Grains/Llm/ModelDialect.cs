namespace PromptGen.Llm;

/// <summary>How a model is asked: which of the parameters it gets that not every server takes.</summary>
/// <param name="Temperature">Whether <c>temperature</c> is sent, where one is wanted.</param>
/// <param name="Limit">The name of the output limit, <c>max_completion_tokens</c> or its elder <c>max_tokens</c>; null to send none.</param>
/// <param name="StreamOptions">Whether usage is asked for by <c>stream_options</c>.</param>
/// <param name="Stream">Whether the answer is asked for as a stream.</param>
/// <param name="SystemRole">Whether the rules have the role <c>system</c>; else they stand before the user's message.</param>
internal sealed record ModelDialect(bool Temperature, string? Limit, bool StreamOptions, bool Stream, bool SystemRole)
{
    public const string NewLimit = "max_completion_tokens";
    public const string OldLimit = "max_tokens";

    /// <summary>Where a server does not say what it refuses, these are left out one by one, then all.</summary>
    public static readonly IReadOnlyList<ModelRefusal> Suspects =
        [ModelRefusal.Temperature, ModelRefusal.Limit, ModelRefusal.StreamOptions, ModelRefusal.Stream];

    /// <summary>What OpenAI's own servers take, and most others.</summary>
    public static ModelDialect Usual(bool streaming) => new(Temperature: true, NewLimit, StreamOptions: true, streaming, SystemRole: true);

    /// <summary>The same without what was refused, or with its other name; null where it was not sent.</summary>
    public ModelDialect? Without(ModelRefusal refused) => refused switch
    {
        ModelRefusal.Temperature when Temperature => this with { Temperature = false },
        ModelRefusal.Limit when Limit is NewLimit => this with { Limit = OldLimit },
        ModelRefusal.Limit when Limit is OldLimit => this with { Limit = null },
        ModelRefusal.StreamOptions when Stream && StreamOptions => this with { StreamOptions = false },
        ModelRefusal.Stream when Stream => this with { Stream = false },
        ModelRefusal.SystemRole when SystemRole => this with { SystemRole = false },
        _ => null,
    };

    /// <summary>The least that can be sent.</summary>
    public ModelDialect Bare => this with { Temperature = false, Limit = null, StreamOptions = false, Stream = false };

    /// <summary>The parameters whose sending differs from another dialect's, for a log.</summary>
    public string DifferenceFrom(ModelDialect other) => string.Join(", ", new[]
    {
        Temperature == other.Temperature ? null : "temperature",
        Limit == other.Limit ? null : other.Limit,
        StreamOptions == other.StreamOptions ? null : "stream_options",
        Stream == other.Stream ? null : "stream",
        SystemRole == other.SystemRole ? null : "system role",
    }.OfType<string>());
}
