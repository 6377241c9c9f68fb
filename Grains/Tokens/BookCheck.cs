namespace PromptGen.Tokens;

/// <summary>Whether the lines of a journal add up to their account. Pure; lines are looked at one by one, oldest first.</summary>
/// <param name="account">The account.</param>
public sealed class BookCheck(TokenAccount account)
{
    private readonly List<string> _problems = [];
    private JournalLine? _last;

    /// <summary>Looks at the next line of the journal; those of the outbox follow by themselves.</summary>
    public void Next(JournalLine line)
    {
        // Of the oldest there may have been more: what was before it is what it says.
        if (_last is null && line.Line == 1 && line.BalanceAfter != line.Tokens)
            _problems.Add($"line 1 says {line.BalanceAfter} after {line.Tokens}");
        if (_last is { } last && line.Line != last.Line + 1)
            _problems.Add($"line {last.Line} is followed by line {line.Line}");
        if (_last is { } before && line.BalanceAfter != before.BalanceAfter + line.Tokens)
            _problems.Add($"line {line.Line} says {line.BalanceAfter}, but {before.BalanceAfter} and {line.Tokens} make {before.BalanceAfter + line.Tokens}");
        _last = line;
    }

    /// <summary>What does not add up, a sentence each; nothing when all does.</summary>
    public IReadOnlyList<string> End()
    {
        var balance = account.Granted - account.Charged;
        var reserved = account.Open.Values.Sum(entry => entry.Reserved);
        if (account.Format >= 2)
        {
            foreach (var line in account.Outbox ?? [])
            {
                if (line.Line > (_last?.Line ?? 0))
                    Next(line);
            }
            if ((_last?.Line ?? 0) != account.LastLine)
                _problems.Add($"the journal ends with line {_last?.Line ?? 0}, the account with {account.LastLine}");
            if ((_last?.BalanceAfter ?? 0) != balance)
                _problems.Add($"the journal says {_last?.BalanceAfter ?? 0}, the account {balance}");
        }
        if (account.Open.Values.Any(entry => entry.Reserved < 0 || entry.Charged < 0))
            _problems.Add("a reservation is below zero");
        if (balance < reserved)
            _problems.Add($"{reserved} are reserved of {balance}");
        return _problems;
    }
}
