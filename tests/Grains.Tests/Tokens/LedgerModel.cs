using PromptGen.Tokens;

namespace PromptGen.Grains.Tests.Tokens;

/// <summary>A call to the ledger.</summary>
internal enum LedgerCall
{
    Reserve,
    Settle,
    Release,
    Close,
    Grant,
    Change,

    /// <summary>The activation ends and another one reads what was saved.</summary>
    Reload,
}

/// <summary>A call with its arguments; a call uses those it needs.</summary>
internal sealed record LedgerStep(LedgerCall Call, int Task, int Tokens);

/// <summary>What an account should do, written without regard to how it does it: a line per task.</summary>
/// <param name="hasNumbers">Whether what is closed is known by its number (format 2): nothing of it is kept, and a reservation after it is a new one.</param>
internal sealed class LedgerModel(bool hasNumbers)
{
    private sealed record Line(long Reserved, long? Paid, bool IsClosed);

    private readonly Dictionary<int, Line> _lines = [];
    private readonly Dictionary<int, long> _references = [];
    private readonly Dictionary<int, int> _changes = [];

    private bool _hasNumbers = hasNumbers;
    private long _past;

    public long Granted { get; private set; }

    public long Charged => _past + _lines.Values.Sum(line => line.Paid ?? 0);

    public long Reserved => _lines.Values.Sum(line => line.Reserved);

    public long Available => Granted - Charged - Reserved;

    /// <summary>What was paid for a task; <c>null</c>: nothing was ever asked for it.</summary>
    public long? Paid(int task) => _lines.GetValueOrDefault(task)?.Paid;

    /// <summary>The tokens set aside or paid; <c>null</c> when closed, -1 when refused.</summary>
    public long? Reserve(int task, long tokens)
    {
        if (_lines.TryGetValue(task, out var line))
            return line.IsClosed ? null : line.Paid ?? line.Reserved;
        if (Available < Math.Min(tokens, 700))
            return -1;
        var aside = Math.Min(tokens, Available);
        _lines[task] = new Line(aside, null, false);
        return aside;
    }

    public long Settle(int task, long used)
    {
        if (_hasNumbers && !_lines.ContainsKey(task))
            return 0;
        var line = _lines.GetValueOrDefault(task) ?? new Line(0, null, false);
        if (line.Paid is null)
            _lines[task] = line = new Line(0, Math.Min(used, line.Reserved + Available), false);
        return line.Paid!.Value;
    }

    public long Release(int task)
    {
        var line = _lines.GetValueOrDefault(task) ?? new Line(0, null, false);
        if (line.Paid is null && _hasNumbers)
            _lines.Remove(task);
        else if (line.Paid is null)
            _lines[task] = new Line(0, 0, true);
        return line.Reserved;
    }

    public void Close(int task)
    {
        if (!_lines.TryGetValue(task, out var line))
            return;
        if (_hasNumbers)
            (_past, _) = (_past + (line.Paid ?? 0), _lines.Remove(task));
        else
            _lines[task] = new Line(0, line.Paid ?? 0, true);
    }

    /// <summary>What is closed is known by its number from now on.</summary>
    public void Upgrade()
    {
        _hasNumbers = true;
        foreach (var (task, _) in _lines.Where(line => line.Value.IsClosed).ToList())
            Close(task);
    }

    public AccountOutcome Grant(long tokens, int reference)
    {
        if (_references.TryGetValue(reference, out var before))
            return before == tokens ? AccountOutcome.Done : AccountOutcome.ReferenceReused;
        _references[reference] = tokens;
        Granted += tokens;
        return AccountOutcome.Done;
    }

    public AccountOutcome Change(long available, int? name, int fingerprint)
    {
        if (name is { } known && _changes.TryGetValue(known, out var before))
            return before == fingerprint ? AccountOutcome.Replayed : AccountOutcome.KeyReused;
        if (name is { } other)
            _changes[other] = fingerprint;
        Granted += available - Available;
        return AccountOutcome.Done;
    }

    /// <summary>What the ledger answers to <see cref="Reserve"/>, in the same terms.</summary>
    public static long? Answer(ReserveResult result) => result.IsClosed ? null : result.IsReserved ? result.Reserved : -1;
}
