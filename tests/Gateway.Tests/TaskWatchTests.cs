using Microsoft.Extensions.Time.Testing;
using PromptGen.Gateway.Generations;

namespace PromptGen.Gateway.Tests;

public sealed class TaskWatchTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly CancellationTokenSource _aborted = new(), _leaving = new();
    private readonly List<TimeSpan> _asked = [];

    [Fact]
    public async Task Ask_ForFiveSeconds_AsksForSlicesAndTheRest()
    {
        var answers = await All(Watch(seconds: 5), Silent);

        Assert.Equal([2, 2, 1], _asked.Select(slice => slice.TotalSeconds));
        Assert.Equal(3, answers.Count);
    }

    [Fact]
    public async Task Ask_WithoutPatience_LeavesTheFirstFailureToTheCaller()
    {
        await Assert.ThrowsAsync<OrleansException>(() => All(Watch(seconds: 5), _ => throw new OrleansException()));

        Assert.Single(_asked);
    }

    [Fact]
    public async Task Ask_WhileTheTaskMoves_GoesOnFourTimesASecondUntilItAnswers()
    {
        var answers = await All(Watch(seconds: 3, patience: 2), slice => _asked.Count <= 8 ? throw new OrleansException() : Silent(slice));

        Assert.Equal(9, _asked.Count);
        Assert.Equal(1, _asked[^1].TotalSeconds);
        Assert.Single(answers);
    }

    [Fact]
    public async Task Ask_PastItsPatience_Ends()
    {
        var answers = await All(Watch(seconds: 60, patience: 1), _ => throw new SiloUnavailableException());

        Assert.Empty(answers);
        Assert.Equal(6, _asked.Count);
    }

    [Fact]
    public async Task Ask_AnswerBetweenFailures_StartsPatienceAnew()
    {
        var answers = await All(Watch(seconds: 6, patience: 1), slice => _asked.Count % 5 == 0 ? Silent(slice) : throw new OrleansException());

        Assert.Equal(2, answers.Count);
    }

    [Fact]
    public async Task Ask_MeetsABug_LeavesItToTheCaller()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => All(Watch(seconds: 5, patience: 60), _ => throw new InvalidOperationException()));

        Assert.Single(_asked);
    }

    [Fact]
    public async Task Ask_ClientGone_EndsThoughTheTaskSaysNothing()
    {
        var answers = await All(Watch(seconds: 5, patience: 60), async _ =>
        {
            await _aborted.CancelAsync();
            return await new TaskCompletionSource<string?>().Task;
        });

        Assert.Empty(answers);
    }

    [Fact]
    public async Task Ask_GatewayLeaves_EndsWithTheAnswerOnItsWay()
    {
        var answers = await All(Watch(seconds: 60), async slice =>
        {
            await _leaving.CancelAsync();
            return await Silent(slice);
        });

        Assert.Single(answers);
    }

    public void Dispose()
    {
        _aborted.Dispose();
        _leaving.Dispose();
    }

    private TaskWatch Watch(double seconds, double? patience = null) => new(_clock, _aborted.Token)
    {
        End = _clock.GetUtcNow() + TimeSpan.FromSeconds(seconds),
        Patience = patience is { } some ? TimeSpan.FromSeconds(some) : null,
        Leaving = _leaving.Token,
    };

    private async Task<List<string?>> All(TaskWatch watch, Func<TimeSpan, Task<string?>> ask)
    {
        var all = Collect();
        // Pauses between failures are the only waits.
        while (!all.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(250));
            await Task.Yield();
        }
        return await all;

        async Task<List<string?>> Collect()
        {
            List<string?> answers = [];
            await foreach (var answer in watch.Ask(slice =>
            {
                _asked.Add(slice);
                return ask(slice);
            }))
                answers.Add(answer);
            return answers;
        }
    }

    /// <summary>A task without news: it answers when the slice is over.</summary>
    private Task<string?> Silent(TimeSpan slice)
    {
        _clock.Advance(slice);
        return Task.FromResult<string?>(null);
    }
}
