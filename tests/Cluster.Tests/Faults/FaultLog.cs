using PromptGen.Llm;

namespace PromptGen.ClusterTests.Faults;

/// <summary>What was done to the cluster and when; the auditor allows no interruption without one.</summary>
internal sealed class FaultLog
{
    private readonly List<(string What, DateTimeOffset From, DateTimeOffset? To, bool Interrupts, bool IsOutage)> _faults = [];

    public override string ToString() => string.Join(", ", _faults.Select(fault => $"{fault.What} {fault.From:T}"));

    /// <summary>Notes a fault that lasts until it is disposed of.</summary>
    /// <param name="what">Its name.</param>
    /// <param name="interrupts">Whether attempts may be lost by it: silos die or are taken for dead.</param>
    public IDisposable Begin(string what, bool interrupts) => Add(what, interrupts, isOutage: false);

    /// <summary>Notes that the model answers nobody, until it is disposed of.</summary>
    public IDisposable BeginOutage() => Add("outage of the model", interrupts: false, isOutage: true);

    /// <summary>How many interruptions fell into a time.</summary>
    public int Interruptions(DateTimeOffset from, DateTimeOffset to)
    {
        lock (_faults)
            return _faults.Count(fault => fault.Interrupts && fault.From <= to && (fault.To ?? DateTimeOffset.MaxValue) >= from);
    }

    /// <summary>Whether the model was out in a time.</summary>
    public bool WasModelOut(DateTimeOffset from, DateTimeOffset to)
    {
        lock (_faults)
            return _faults.Any(fault => fault.IsOutage && fault.From <= to && (fault.To ?? DateTimeOffset.MaxValue) >= from);
    }

    private End Add(string what, bool interrupts, bool isOutage)
    {
        lock (_faults)
        {
            _faults.Add((what, TimeProvider.System.GetUtcNow(), null, interrupts, isOutage));
            return new End(this, _faults.Count - 1);
        }
    }

    private sealed class End(FaultLog log, int index) : IDisposable
    {
        public void Dispose()
        {
            lock (log._faults)
                log._faults[index] = log._faults[index] with { To = TimeProvider.System.GetUtcNow() };
        }
    }
}
