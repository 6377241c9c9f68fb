using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using PromptGen.Gateway.Generations;
using PromptGen.Testing;

namespace PromptGen.Gateway.Tests;

/// <summary>A start whose outcome nobody knows is cancelled until somebody does.</summary>
public sealed class WithdrawalsTests : IDisposable
{
    private static readonly PromptTaskKey Key = new("alice", Guid.NewGuid());
    private static readonly CancelResult Nothing = new(false, null);

    private readonly FakeTimeProvider _clock = new();
    private readonly RecordedLogs _logs = new();
    private readonly ILoggerFactory _loggers;
    private readonly Lifetime _host = new();

    public WithdrawalsTests() => _loggers = LoggerFactory.Create(logging => logging.AddProvider(_logs));

    [Fact]
    public async Task Withdrawal_WhileNothingAnswers_GoesOnUntilTheTaskIsCancelled()
    {
        var task = new CancelledTask(times => times < 8 ? throw new OrleansException() : Cancelled());

        await Withdraw(task);

        Assert.Equal((8, CancelReason.Withdrawn), (task.Times, task.Reason));
        Assert.Empty(_logs.Lines);
    }

    [Fact]
    public async Task Withdrawal_OfATaskThatArrivesLate_CancelsIt()
    {
        var began = _clock.GetUtcNow();
        var task = new CancelledTask(_ => _clock.GetUtcNow() - began < TimeSpan.FromSeconds(10) ? Nothing : Cancelled());

        await Withdraw(task);

        Assert.True(task.IsCancelled);
    }

    [Fact]
    public async Task Withdrawal_OfATaskThatNeverWas_EndsOnceNothingCanArriveAnyMore()
    {
        var began = _clock.GetUtcNow();

        await Withdraw(new CancelledTask(_ => Nothing));

        Assert.InRange(_clock.GetUtcNow() - began, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(60));
        Assert.Empty(_logs.Lines);
    }

    [Fact]
    public async Task Withdrawal_WhileNothingAnswers_GivesUpAfterMinutesAndSaysSo()
    {
        var began = _clock.GetUtcNow();

        await Withdraw(new CancelledTask(_ => throw new TimeoutException()));

        Assert.InRange(_clock.GetUtcNow() - began, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(11));
        Assert.Contains(Key.TaskId.ToString(), Assert.Single(_logs.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Withdrawal_WhenTheHostStops_TriesOnceMoreAndEnds()
    {
        var task = new CancelledTask(_ => throw new TimeoutException());
        var withdrawn = Begin(task);

        _host.StopApplication();
        await withdrawn;

        Assert.Equal(2, task.Times);
    }

    [Fact]
    public async Task Withdrawal_OfACompletedTask_SaysThatItIsTooLate()
    {
        await Withdraw(new CancelledTask(_ => new CancelResult(false, View(PromptTaskStatus.Completed))));

        Assert.Single(_logs.Lines);
    }

    public void Dispose()
    {
        _loggers.Dispose();
        _host.Dispose();
    }

    private Task Begin(CancelledTask task) => new Withdrawals(_host, _clock, _loggers.CreateLogger<Withdrawals>()).Begin(task, Key);

    private async Task Withdraw(CancelledTask task)
    {
        var withdrawn = Begin(task);
        while (!withdrawn.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(250));
            await Task.Yield();
        }
        await withdrawn;
    }

    private static CancelResult Cancelled() => new(true, View(PromptTaskStatus.Cancelled));

    private static PromptTaskView View(PromptTaskStatus status) => new()
    {
        TaskId = Key.TaskId,
        Status = status,
        Progress = 100,
        Message = "",
        Attempt = 1,
        Version = 1,
        CreatedAt = default,
        UpdatedAt = default,
        Charge = TokenCharge.None,
    };

    /// <summary>A task of which only the cancellation matters.</summary>
    private sealed class CancelledTask(Func<int, CancelResult> cancel) : IPromptTaskGrain
    {
        public int Times { get; private set; }

        public CancelReason? Reason { get; private set; }

        public bool IsCancelled { get; private set; }

        public Task<CancelResult> Cancel(CancelReason reason)
        {
            (Times, Reason) = (Times + 1, reason);
            var result = cancel(Times);
            IsCancelled = result.Cancelled;
            return Task.FromResult(result);
        }

        public Task<SubmitResult> Submit(PromptSubmission submission) => throw new NotSupportedException();

        public Task<SubmitResult?> Repeat(string? fingerprint) => throw new NotSupportedException();

        public Task<PromptTaskInput?> GetInput() => throw new NotSupportedException();

        public Task<PromptTaskView?> GetStatus() => throw new NotSupportedException();

        public Task<PromptTaskView?> WaitForChange(long version, TimeSpan atMost) => throw new NotSupportedException();

        public Task<PromptTaskNews?> Watch(PromptTaskCursor seen, TimeSpan atMost) => throw new NotSupportedException();
    }

    private sealed class Lifetime : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _stopping = new();

        public CancellationToken ApplicationStarted => throw new NotSupportedException();

        public CancellationToken ApplicationStopping => _stopping.Token;

        public CancellationToken ApplicationStopped => throw new NotSupportedException();

        public void StopApplication() => _stopping.Cancel();

        public void Dispose() => _stopping.Dispose();
    }
}
