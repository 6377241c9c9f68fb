using System.ComponentModel.DataAnnotations;

namespace PromptGen.Tokens;

/// <summary>Section <c>Billing</c>: what a user never seen before gets.</summary>
public sealed class BillingOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Billing";

    /// <summary>Tokens of the trial; 0: no trial. Outside Development the default is 0.</summary>
    [Range(0, 1_000_000_000_000)]
    public long TrialTokens { get; set; }

    /// <summary>Days of the trial; 0: no trial.</summary>
    [Range(0, 36_500)]
    public int TrialDays { get; set; }

    /// <summary>How many lines of its journal an account keeps.</summary>
    [Range(1, 10_000_000)]
    public int JournalLines { get; set; } = 10_000;
}
