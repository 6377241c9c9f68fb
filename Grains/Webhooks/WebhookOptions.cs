using System.ComponentModel.DataAnnotations;

namespace PromptGen.Webhooks;

/// <summary>Section <c>Webhooks</c>: how webhooks are delivered.</summary>
public sealed class WebhookOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = WebhookTargets.Section;

    /// <summary>How long one attempt may take until the receiver has answered.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Attempts that a silo makes at one host at once.</summary>
    [Range(1, 1000)]
    public int PerHostConcurrency { get; set; } = 8;

    /// <summary>The pauses after the first, second, … failure, a little less by chance; after the last one it is given up. <c>null</c>: those of <see cref="RetrySchedule"/>.</summary>
    public IReadOnlyList<TimeSpan>? RetryDelays { get; set; }

    /// <summary>How long deliveries that have ended can be read and made again, at least as long as tasks can be read.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "90.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How many deliveries of one user are kept, those that wait aside.</summary>
    [Range(1, 100_000)]
    public int PerUserCapacity { get; set; } = 1000;
}
