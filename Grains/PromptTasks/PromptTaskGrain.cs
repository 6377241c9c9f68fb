using Microsoft.Extensions.Options;
using PromptGen.History;
using PromptGen.Prompts;
using PromptGen.RateLimits;
using PromptGen.ResultCache;
using PromptGen.Tokens;

namespace PromptGen.PromptTasks;

/// <summary>
/// One generation: a state machine that accepts events, makes them durable and answers reads. The work itself is a
/// runner's, which reports here.
/// </summary>
/// <remarks>
/// Clients only ever see what is durable, so percent cannot fall when an activation is lost. Steps between start and
/// result are written without being awaited: Orleans merges writes that wait for each other, so a newer state may
/// overtake an older one, and a failed write of such a step is repaired by the next.
/// </remarks>
[GrainType("task"), CollectionAgeLimit(Minutes = 2)]
public sealed partial class PromptTaskGrain(
    [PersistentState("task", StorageNames.Tasks)] IPersistentState<PromptTaskState> storage,
    IPromptTaskRunner runner,
    IInFlightTasks inFlight,
    IHistory history,
    CachedResults cache,
    PromptTaskMetrics metrics,
    IStorageFormat format,
    BusinessPrompts prompts,
    IOptions<PromptTaskOptions> options,
    IOptions<RateLimitOptions> rateLimits,
    TimeProvider clock,
    ILogger<PromptTaskGrain> logger) : Grain, IPromptTaskGrain, IPromptTaskAttemptGrain, IReservationHolderGrain
{
    private static readonly TimeSpan LongStep = TimeSpan.FromMilliseconds(50);

    private PromptTaskKey _key;
    private PromptTaskView? _visible;
    private readonly List<PromptTaskView> _steps = [];
    private readonly PromptTaskText _text = new();
    private TaskCompletionSource _changed = NewSignal();
    private Task _news = Task.CompletedTask;
    private Task? _accepting;

    private PromptTaskState State => storage.State;

    /// <summary>Which text is the task's: the one that became the result, else the newest of the current attempt.</summary>
    private int Draft => State.Result is null ? Math.Max(PromptTaskDraft.Of(State.Attempt, 0), _text.Draft) : State.ResultDraft;

    private ITokenLedgerGrain Ledger => GrainFactory.ByKey<ITokenLedgerGrain>(_key.UserId);

    /// <inheritdoc />
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _key = PromptTaskKey.Parse(this.GetPrimaryKeyString());
        // A cancellation whose tokens are not back yet is not shown, so it is finished first.
        if (State.IsTerminal)
            await Settle();
        if (State.Exists)
            _visible = State.ToView(_key.TaskId, options.Value.Retention);
    }

    /// <inheritdoc />
    public async Task<AttemptStart> Start(int attempt)
    {
        if (await Judge(attempt) is not AttemptVerdict.Continue and var verdict)
            return new AttemptStart(verdict, null, State.Starts);

        var submission = State.Submission!;
        var template = await Template(submission);
        Apply(new PromptTaskEvent.Advanced(PromptTaskStep.Initializing, template.Version));
        if (await EndFromCache(submission, template.Text))
            return new AttemptStart(AttemptVerdict.Finished, null, State.Starts);
        var instruction = InstructionEstimate.Of(submission, template.Text);
        var reserving = format.MayWrite(TokenAccount.NewestFormat)
            ? Ledger.Reserve(State.ReservationId, _key.TaskId, TokenRules.Reservation(instruction))
            : Ledger.Reserve(State.ReservationId, TokenRules.Reservation(instruction));
        // A step that is over before anybody could see it is not written.
        if (await Task.WhenAny(reserving, Task.Delay(LongStep, clock)) != reserving)
            SaveInBackground();
        var reservation = await reserving;
        if (reservation.IsClosed)
        {
            // The ledger knows this task as finished, so another activation got further than this one.
            DeactivateOnIdle();
            return new AttemptStart(AttemptVerdict.Superseded, null, State.Starts);
        }
        if (reservation.Refusal is { } refusal)
        {
            Apply(new PromptTaskEvent.Refused(refusal));
            await Save();
            return new AttemptStart(AttemptVerdict.Finished, null, State.Starts);
        }
        metrics.Reserved(reservation.Reserved);
        Apply(new PromptTaskEvent.Reserved(reservation.Reserved, instruction, reservation.Number));
        Apply(new PromptTaskEvent.Advanced(PromptTaskStep.InstructionBuilt));
        Apply(new PromptTaskEvent.Advanced(PromptTaskStep.WaitingForModel));
        // Which template it is has to be known to whoever resumes it, before anything is written by it.
        if (submission.BusinessType is not null)
            await Save();
        else
            SaveInBackground();
        return new AttemptStart(AttemptVerdict.Continue, submission, State.Starts) { Template = template.Text, TemplateName = template.Name, HoldsText = reservation.HoldsText };
    }

    /// <inheritdoc />
    public async Task<AttemptVerdict> Advance(int attempt, PromptTaskStep step)
    {
        var verdict = await Judge(attempt);
        if (verdict == AttemptVerdict.Continue)
            Advance(step);
        return verdict;
    }

    /// <inheritdoc />
    public Task<TextReceipt> Write(int attempt, int start, string text) => Rewrite(attempt, 0, start, text);

    /// <inheritdoc />
    public async Task<TextReceipt> Rewrite(int attempt, int rewrite, int start, string text)
    {
        var verdict = await Judge(attempt);
        if (verdict == AttemptVerdict.Continue)
        {
            if (_text.LengthOf(Draft) == 0 && text.Length > 0)
                metrics.FirstText(State, clock.GetUtcNow());
            _text.Write(PromptTaskDraft.Of(attempt, rewrite), start, text);
        }
        return new TextReceipt(verdict, _text.LengthOf(Draft), _text.IsWatched(clock.GetUtcNow()));
    }

    /// <inheritdoc />
    public async Task<AttemptVerdict> Finish(int attempt, GeneratedPrompt result)
    {
        if (await Judge(attempt) is not AttemptVerdict.Continue and var verdict)
        {
            if (verdict == AttemptVerdict.Superseded)
                metrics.LeaseLost(result.Usage);
            return verdict;
        }
        var key = cache.IsWorthKeeping(result) ? CacheKey(State.Submission!, (await Template(State.Submission!)).Text) : null;
        if (result.Usage is not null && _text.LengthOf(Draft) == 0)
            metrics.FirstText(State, clock.GetUtcNow());
        Apply(new PromptTaskEvent.Produced(result, key));
        await Save();
        await Settle();
        if (key is not null)
            await cache.Store(key, result);
        return AttemptVerdict.Finished;
    }

    /// <inheritdoc />
    public async Task<AttemptResumption> Resume(string from, string to)
    {
        if (!State.Exists)
        {
            // Here and not by the caller: a submission that is repeated this moment adds its entry before or after, never between.
            await inFlight.Remove(_key, to);
            DeactivateOnIdle();
            return new AttemptResumption(AttemptVerdict.Finished, null, "");
        }
        if (State.IsTerminal)
        {
            await Settle();
            return new AttemptResumption(AttemptVerdict.Finished, Ticket(), State.Silo);
        }
        if (State.Silo != from || (runner.Silo == from && runner.Holds(_key)))
            return new AttemptResumption(AttemptVerdict.Superseded, null, State.Silo);

        Apply(new PromptTaskEvent.Resumed(to));
        await Save();
        metrics.Resumed();
        LogResumed(_key.TaskId, _key.UserId, State.Attempt, State.Step, from, to);
        return new AttemptResumption(AttemptVerdict.Continue, Ticket(), to);
    }

    /// <summary>Whether an attempt may go on; settles what a crash left between result and completion.</summary>
    private async Task<AttemptVerdict> Judge(int attempt)
    {
        if (!State.Exists || State.Attempt != attempt)
            return AttemptVerdict.Superseded;
        if (!State.IsTerminal && State.Step != PromptTaskStep.Finalizing)
            return AttemptVerdict.Continue;
        await Settle();
        return AttemptVerdict.Finished;
    }

    /// <summary>The template in force at the first start, and that one for ever.</summary>
    private ValueTask<ChosenTemplate> Template(PromptSubmission submission) =>
        State.Starts == 0 ? prompts.For(submission) : prompts.For(submission, State.TemplateVersion);

    private void Advance(PromptTaskStep step)
    {
        if (Apply(new PromptTaskEvent.Advanced(step)))
            SaveInBackground();
    }

    private bool Apply(PromptTaskEvent happened)
    {
        var (before, now) = (State, clock.GetUtcNow());
        storage.State = before.Apply(happened, now);
        if (ReferenceEquals(storage.State, before))
            return false;
        metrics.Happened(before, State, now);
        if (State.Attempt != before.Attempt || State.IsTerminal)
            _steps.Clear();
        else
            _steps.Add(State.ToView(_key.TaskId, options.Value.Retention));
        return true;
    }

    private PromptTaskTicket Ticket() => new(_key, State.Attempt, State.Deadline, State.Fingerprint is not null, State.ReservationId) { CallbackUrl = State.CallbackUrl, BatchId = State.BatchId, TraceParent = State.TraceParent };

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
