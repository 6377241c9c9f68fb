using System.Diagnostics;
using PromptGen.RateLimits;

namespace PromptGen.PromptTasks;

/// <content>How it begins to exist, and is found again.</content>
public sealed partial class PromptTaskGrain
{
    /// <inheritdoc />
    public async Task<SubmitResult> Submit(PromptSubmission submission)
    {
        if (await Repeat(submission.Fingerprint) is { } known)
            return known;
        // A batch is admitted as a whole.
        using var place = submission.BatchId is null ? runner.Admit(_key.UserId) : null;
        if (place?.Refusal is { } refusal)
        {
            metrics.Refused(refusal);
            DeactivateOnIdle();
            return new SubmitResult(refusal) { TasksPerUser = options.Value.PerUserCapacity };
        }
        var allowance = submission.BatchId is null ? await StartLimit() : null;
        if (allowance is { IsTaken: false })
        {
            metrics.Refused(SubmitOutcome.RateLimited);
            DeactivateOnIdle();
            return new SubmitResult(SubmitOutcome.RateLimited) { Allowance = allowance };
        }

        Apply(new PromptTaskEvent.Submitted(submission, runner.Silo, Guid.NewGuid(), Activity.Current?.Id));
        _accepting = Accept();
        await _accepting;
        metrics.Started();
        runner.Enqueue(Ticket());
        return new SubmitResult(SubmitOutcome.Accepted) { Allowance = allowance };
    }

    /// <inheritdoc />
    public async Task<SubmitResult?> Repeat(string? fingerprint)
    {
        if (!State.Exists)
            return null;
        if (State.Fingerprint != fingerprint)
            return new SubmitResult(SubmitOutcome.KeyReused);
        if (!State.IsTerminal)
            await FindAgain();
        return new SubmitResult(SubmitOutcome.Replayed);
    }

    private async Task Accept()
    {
        try
        {
            // The indices first: a task in Redis is then always one that recovery finds, and its user.
            await Task.WhenAll(inFlight.Add(_key), history.Add(_key, State.CreatedAt));
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
        await Save();
    }

    /// <summary>Takes a start from what the user may make; <c>null</c>: there is no limit.</summary>
    private async Task<StartAllowance?> StartLimit() =>
        rateLimits.Value.IsOn ? await GrainFactory.ByKey<IStartLimitGrain>(_key.UserId).Take(1) : null;

    /// <summary>
    /// Sees to it that a task which somebody waits for is run, whatever silo it believes to be on: that one may be dead and the task in no
    /// index.
    /// </summary>
    private async Task FindAgain()
    {
        if (State.Silo != runner.Silo)
        {
            await inFlight.AddAgain(_key);
            return;
        }
        await inFlight.Add(_key);
        // Its acceptance may have been saved though it did not seem so.
        if (!runner.Holds(_key))
            runner.Enqueue(Ticket());
    }
}
