using System.ComponentModel.DataAnnotations;

namespace PromptGen.PromptTasks;

/// <summary>Section <c>Tasks</c>: how generations are kept and run.</summary>
public sealed class PromptTaskOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Tasks";

    /// <summary>How long a finished task can be read. The original kept ten minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long an idempotency key is remembered, at least as long as its task. After <see cref="Retention"/> the key
    /// still answers, though its task can no longer be read.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan KeyMemory { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long a finished task's record is of use.</summary>
    public TimeSpan Keep(bool isKeyed) => isKeyed && KeyMemory > Retention ? KeyMemory : Retention;

    /// <summary>How many tasks may wait in one silo before it refuses more.</summary>
    [Range(1, 1_000_000)]
    public int QueueCapacity { get; set; } = 20_000;

    /// <summary>
    /// How many tasks of one user may wait or run on one silo. In a queue that fills up it is less: no user may let more wait than there
    /// is room left for others.
    /// </summary>
    [Range(1, 1_000_000)]
    public int PerUserCapacity { get; set; } = 1000;

    /// <summary>How often the work may be started; after that the fallback answers.</summary>
    [Range(1, 100)]
    public int MaxAttempts { get; set; } = 3;

    /// <summary>
    /// How long generations wait for a model whose calls only fail before the fallback answers. While calls succeed in between, they wait
    /// for their turn however long it takes. The default leaves time to give thousands their fallback within 25 seconds of their start.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan ModelPatience { get; set; } = TimeSpan.FromSeconds(16);

    /// <summary>How long a stopping silo lets running work finish before it hands it over.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a silo looks for unfinished tasks that nobody works on.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromSeconds(20);
}
