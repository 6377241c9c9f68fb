using System.Diagnostics.CodeAnalysis;
using PromptGen.PromptTasks;

namespace PromptGen.Running;

/// <summary>A task that this silo's runner holds: waiting in the queue, running, or set aside for a while.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The source owns no timer, and somebody may stop the task in the moment it ends.")]
internal sealed class HeldTask(PromptTaskTicket ticket, long came)
{
    private readonly CancellationTokenSource _stop = new();

    public PromptTaskTicket Ticket => ticket;

    /// <summary>When it came, as the clock's timestamp.</summary>
    public long Came => came;

    public PromptTaskKey Key => ticket.Key;

    /// <summary>Its place in the queue while it waits.</summary>
    public FairQueue<HeldTask>.Place? Place { get; set; }

    /// <summary>Whether it counts among the generations under way.</summary>
    public bool HasSlot { get; set; }

    /// <summary>Brings it back into the queue, while it is set aside.</summary>
    public ITimer? Aside { get; set; }

    /// <summary>How often it could not be begun.</summary>
    public int FailedBegins { get; set; }

    /// <summary>Wakes the runner at the task's deadline.</summary>
    public ITimer? Deadline { get; set; }

    /// <summary>Cancelled when there is no use in working on.</summary>
    public CancellationToken Stopping => _stop.Token;

    /// <summary>Ends the work.</summary>
    public void Stop() => _stop.Cancel();
}
