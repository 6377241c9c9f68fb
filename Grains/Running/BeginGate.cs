namespace PromptGen.Running;

/// <summary>
/// How many attempts are begun at once, up to where the model is asked. That is work for processors, of which more at once is done no sooner; what it
/// would do is hold up whoever starts a generation and waits for the answer. So starts go first: for each that is under way some
/// attempts fewer are begun at once, and one always is, so that the queue moves. Pure; not thread-safe.
/// </summary>
public sealed class BeginGate
{
    // Most of a begin is waiting for Redis.
    private static readonly int Most = 16 * Environment.ProcessorCount;

    // A start is under way for longer than it is known of here: what comes before and after is the gateway's.
    private const int PerStart = 4;

    private int _beginning;
    private int _starts;

    /// <summary>Whether another attempt may be begun.</summary>
    public bool IsFree => _beginning < Math.Max(1, Most - (PerStart * _starts));

    /// <summary>An attempt is being begun.</summary>
    public void Entered() => _beginning++;

    /// <summary>It has been, or could not be.</summary>
    public void Left() => _beginning--;

    /// <summary>A start came and is being made durable.</summary>
    public void StartCame() => _starts++;

    /// <summary>It has been accepted or refused.</summary>
    public void StartEnded() => _starts--;
}
