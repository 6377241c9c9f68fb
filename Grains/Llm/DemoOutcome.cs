using System.Text.RegularExpressions;

namespace PromptGen.Llm;

/// <summary>How a demo generation goes. A word in the notes chooses it, such as <c>demo:cut</c>; see docs/frontend.md.</summary>
/// <param name="Until">How long it takes to the last piece, or to the failure.</param>
/// <param name="Failure">How it fails; <c>null</c>: it does not.</param>
/// <param name="Share">How much of the text is written before it fails.</param>
internal sealed partial record DemoOutcome(TimeSpan Until, ModelFailureReason? Failure = null, double Share = 1)
{
    private static readonly DemoOutcome Usual = new(TimeSpan.FromSeconds(3));

    /// <summary>The outcome that the first such word of the notes asks for.</summary>
    public static DemoOutcome Of(string notes) => Word().Match(notes).Groups[1].Value.ToLowerInvariant() switch
    {
        "slow" => new(TimeSpan.FromSeconds(30)),
        "fail" => new(TimeSpan.FromSeconds(1), ModelFailureReason.Unavailable, Share: 0),
        "cut" => new(TimeSpan.FromSeconds(2), ModelFailureReason.TruncatedStream, Share: 0.6),
        "blocked" => new(TimeSpan.FromSeconds(1), ModelFailureReason.Blocked, Share: 0.2),
        "overloaded" => new(TimeSpan.FromSeconds(5), ModelFailureReason.RateLimited, Share: 0),
        _ => Usual,
    };

    [GeneratedRegex(@"\bdemo:(slow|fail|cut|blocked|overloaded)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Word();
}
