using Microsoft.Extensions.Options;
using PromptGen.Llm;
using PromptGen.PromptTasks;
using PromptGen.Prompts;

namespace PromptGen.Running;

/// <summary>
/// The door to the model: generations come in, and are let through in the order they came as <see cref="PaceState"/> says, or told to
/// fall back.
/// </summary>
public sealed class ModelPace : IDisposable
{
    // What changes by time alone: waits that end, patience that runs out.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    private readonly TimeProvider _clock;
    private readonly long _origin;
    private readonly Lock _lock = new();
    private readonly PaceState _state;
    private readonly LinkedList<ModelTurn> _line = new();
    private readonly ITimer _timer;
    private PromptWriterResult.Failed _lastFailure = new(ModelFailureReason.Unavailable);
    private int _limit;
    private long _turns;

    /// <summary>Opens it.</summary>
    public ModelPace(IOptions<ModelOptions> model, IOptions<PromptTaskOptions> tasks, TimeProvider clock)
    {
        (_clock, _origin) = (clock, clock.GetTimestamp());
        _state = new PaceState(model.Value.MaxConcurrency, tasks.Value.ModelPatience);
        _limit = model.Value.MaxConcurrency;
        _timer = clock.CreateTimer(_ => Serve(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Raised when more generations may be under way than before.</summary>
    public event Action? Opened;

    /// <summary>Generations that may be under way now.</summary>
    public int Limit
    {
        get
        {
            lock (_lock)
                return _state.Limit(Now);
        }
    }

    private TimeSpan Now => _clock.GetElapsedTime(_origin);

    /// <summary>A generation comes to the door.</summary>
    public ModelTurn Enter() => new(Interlocked.Increment(ref _turns), Now);

    /// <summary>
    /// Waits until it may call the model, whose end is then told to <see cref="Succeeded"/>, <see cref="Failed"/> or <see cref="Ended"/>.
    /// </summary>
    /// <returns><c>null</c> when it may; the failure to fall back with when there is nothing to wait for.</returns>
    public async Task<PromptWriterResult.Failed?> MayCall(ModelTurn turn, CancellationToken cancellation)
    {
        turn.Verdict = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_line.Count == 0)
                _timer.Change(Tick, Tick);
            _line.AddLast(turn);
        }
        Serve();
        await using var leaving = cancellation.Register(() => Leave(turn, cancellation));
        if (await turn.Verdict.Task)
            return null;
        lock (_lock)
            return turn.Failure ?? _lastFailure;
    }

    /// <summary>Text of its call has arrived.</summary>
    public void Heard(ModelTurn turn)
    {
        lock (_lock)
        {
            if (!_state.Heard(turn.Began, Now))
                return;
        }
        Serve();
    }

    /// <summary>Its call succeeded.</summary>
    public void Succeeded(ModelTurn turn) => Tell(() => _state.Succeeded(turn.Began, Now));

    /// <summary>Its call was cancelled, or failed for a reason that says nothing of the model's strength.</summary>
    public void Ended() => Tell(_state.Ended);

    /// <summary>Its call failed; it may come again after a wait.</summary>
    public void Failed(ModelTurn turn, PromptWriterResult.Failed failure, TimeSpan wait) => Tell(() =>
    {
        turn.Failure = _lastFailure = failure;
        turn.NotBefore = Now + wait;
        _state.Failed(turn.Number, turn.Began, failure.RetryAfter, Now);
    });

    /// <inheritdoc />
    public void Dispose() => _timer.Dispose();

    private void Tell(Action happened)
    {
        lock (_lock)
            happened();
        Serve();
    }

    private void Serve()
    {
        bool isOpened;
        lock (_lock)
        {
            var now = Now;
            for (var node = _line.First; node is not null;)
            {
                var (turn, next) = (node.Value, node.Next);
                var verdict = _state.Decide(turn.Since, turn.NotBefore, turn.Failure is not null, now);
                if (verdict != PaceVerdict.Wait)
                    Let(node, verdict, now);
                node = next;
            }
            if (_line.Count == 0)
                _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            var limit = _state.Limit(now);
            (isOpened, _limit) = (limit > _limit, limit);
        }
        if (isOpened)
            Opened?.Invoke();
    }

    private void Let(LinkedListNode<ModelTurn> node, PaceVerdict verdict, TimeSpan now)
    {
        _line.Remove(node);
        if (verdict == PaceVerdict.Call)
        {
            node.Value.Began = now;
            _state.Began(now);
        }
        node.Value.Verdict.SetResult(verdict == PaceVerdict.Call);
    }

    private void Leave(ModelTurn turn, CancellationToken cancellation)
    {
        lock (_lock)
        {
            // Not there any more: it was let through, and its caller sees to it.
            if (_line.Remove(turn))
                turn.Verdict.SetCanceled(cancellation);
        }
    }
}
