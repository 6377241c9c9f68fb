namespace PromptGen.Testing;

/// <summary>
/// The short form runs with all other tests; the long one, <c>FAULTS=long</c>, keeps faults up for as long as they are promised to be
/// survived, and mixes them for ten minutes.
/// </summary>
public static class Form
{
    /// <summary>Whether this is the long form.</summary>
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("FAULTS") == "long";

    /// <summary>Why the short form leaves a test out.</summary>
    public const string LongOnly = "A part of the long form: FAULTS=long.";

    /// <summary>How long something lasts.</summary>
    public static TimeSpan Of(int shortSeconds, int longSeconds) => TimeSpan.FromSeconds(IsLong ? longSeconds : shortSeconds);
}
