namespace PromptGen.Tokens;

/// <content>How lines get from the account into the journal, and what a crash left open is closed.</content>
public sealed partial class UserTokensGrain
{
    // Lines that come meanwhile are appended together.
    private static readonly TimeSpan AppendPause = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan AppendAgain = TimeSpan.FromSeconds(5);

    // Longer than most generations take, so that few are asked who are about to say so.
    private static readonly TimeSpan AskAfter = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AskInterval = TimeSpan.FromSeconds(30);
    private const int AskAtMost = 100;

    // Lines that the journal has may stand in the account until its next change, but no more of them than these.
    private const int TidyLines = 2;

    private bool _isAppending;
    private Task _appending = Task.CompletedTask;
    private bool _isUntidy;
    private bool _isEnding;
    private bool _isLookingAfter;
    private IGrainTimer _lookAfter = null!;
    private long _appended;
    private long _durableLine;

    /// <summary>Appends the durable lines that the journal does not have, soon.</summary>
    private void Append()
    {
        if (_isAppending || _appended >= _durableLine)
            return;
        _isAppending = true;
        _appending = AppendSoon();
    }

    private async Task AppendSoon()
    {
        for (var pause = AppendPause; _appended < _durableLine && !_isEnding;)
        {
            await Task.Delay(pause, clock);
            try
            {
                var durable = _durableLine;
                if (account.State.Outbox?.Where(line => line.Line > _appended && line.Line <= durable).ToList() is { Count: > 0 } lines)
                    await journal.Append(UserId, lines);
                (_appended, _isUntidy, pause) = (durable, true, AppendPause);
            }
            catch (Exception failure)
            {
                // They stand in the account until they are appended, by this activation or the next.
                LogNotAppended(failure, UserId);
                pause = AppendAgain;
            }
        }
        _isAppending = false;
        if (account.State.Outbox?.Count > TidyLines && !_isEnding)
            await Tidy();
    }

    private async Task Tidy()
    {
        try
        {
            await Save();
        }
        catch (Exception failure)
        {
            LogNotTidied(failure, UserId);
        }
    }

    /// <summary>Takes an account of format 1 over: what it carries is remembered beside it before it is dropped.</summary>
    private async Task Upgrade()
    {
        var old = account.State;
        if (!account.RecordExists)
        {
            (old.Format, old.Closed, old.GrantReferences) = (TokenAccount.NewestFormat, null, null);
            return;
        }
        var grants = old.GrantReferences?.ToDictionary(reference => reference, reference => old.GrantAmounts?.TryGetValue(reference, out var tokens) is true ? tokens : (long?)null);
        await journal.Remember(UserId, grants ?? [], old.Changes?.ToList() ?? []);
        _ledger.Upgrade(clock.GetUtcNow());
    }

    /// <summary>Looks after what is open, and after a format that is old, for as long as there is any.</summary>
    private void LookAfterOpen()
    {
        if (_isLookingAfter || (HasJournal && account.State.Open.Count == 0))
            return;
        _isLookingAfter = true;
        _lookAfter.Change(AskInterval, Timeout.InfiniteTimeSpan);
    }

    private async Task LookAfter()
    {
        // The next activation takes it over.
        if (!HasJournal && format.MayWrite(TokenAccount.NewestFormat))
            DeactivateOnIdle();
        await AskAfterLeft();
        _isLookingAfter = false;
        LookAfterOpen();
    }

    /// <summary>
    /// Asks the tasks of what has been open for long whether they still need it. A crash may have come between the end of a task and its closing, or
    /// a message been so late that it reserved anew.
    /// </summary>
    private async Task AskAfterLeft()
    {
        foreach (var (reservationId, taskId) in _ledger.Left(clock.GetUtcNow() - AskAfter).Take(AskAtMost))
        {
            try
            {
                if (!await GrainFactory.GetGrain<IReservationHolderGrain>(new PromptTaskKey(UserId, taskId).ToString()).Holds(reservationId))
                    await Close([reservationId]);
            }
            catch (Exception failure)
            {
                LogNotAsked(failure, UserId, taskId);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lines of {UserId} could not be appended to the journal; they are kept in the account until they can")]
    private partial void LogNotAppended(Exception failure, string userId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The account of {UserId} could not be written without the lines that its journal has; it is read anew")]
    private partial void LogNotTidied(Exception failure, string userId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Task {TaskId} of {UserId} could not be asked after its reservation; trying again later")]
    private partial void LogNotAsked(Exception failure, string userId, Guid taskId);
}
