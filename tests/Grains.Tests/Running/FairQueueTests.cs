using System.Diagnostics;
using PromptGen.Running;
using PromptGen.Testing;

namespace PromptGen.Grains.Tests.Running;

/// <summary>Who is served when.</summary>
public sealed class FairQueueTests
{
    private readonly FairQueue<string> _queue = new();

    [Fact]
    public void TryDequeue_OfAnEmptyQueue_GivesNothing() => Assert.False(_queue.TryDequeue(out _));

    [Fact]
    public void TryDequeue_WithinAUser_KeepsTheOrderOfArrival()
    {
        Enqueue("a1", "a2", "a3");

        Assert.Equal(["a1", "a2", "a3"], Drain());
    }

    [Fact]
    public void TryDequeue_BetweenUsers_TakesTurns()
    {
        Enqueue("a1", "a2", "a3", "b1", "c1", "b2");

        Assert.Equal(["a1", "b1", "c1", "a2", "b2", "a3"], Drain());
    }

    [Fact]
    public void TryDequeue_WithOneUsersThousands_LetsAnotherGoSecond()
    {
        Enqueue([.. Enumerable.Range(0, 10_000).Select(number => $"a{number}"), "b1"]);

        Assert.Equal(["a0", "b1"], Drain().Take(2));
    }

    [Fact]
    public void TryDequeue_OfAUserServedBefore_PutsNewcomersFirst()
    {
        Enqueue("a1", "a2");
        _queue.TryDequeue(out _);
        Enqueue("b1");
        _queue.TryDequeue(out _);
        Enqueue("a3", "c1");

        // b was served last, and c came after a's turn had come round again.
        Assert.Equal(["b1", "a3", "c1"], Drain());
    }

    [Fact]
    public void Count_FollowsWhatComesAndGoes()
    {
        var place = _queue.Enqueue("a", "a1");
        Enqueue("a2", "b1");
        _queue.Remove(place);
        _queue.TryDequeue(out _);

        Assert.Equal(1, _queue.Count);
    }

    [Fact]
    public void Remove_FromTheMiddle_LeavesTheOthersInOrder()
    {
        Enqueue("a1");
        var place = _queue.Enqueue("a", "a2");
        Enqueue("a3", "b1");

        _queue.Remove(place);

        Assert.Equal(["a1", "b1", "a3"], Drain());
    }

    [Fact]
    public void Remove_OfAUsersOnlyItem_TakesTheUserOut()
    {
        var place = _queue.Enqueue("a", "a1");
        Enqueue("b1");

        _queue.Remove(place);

        Assert.Equal(["b1"], Drain());
    }

    [Fact]
    public void Position_OfTheNext_IsZero() => Assert.Equal(0, _queue.Position(_queue.Enqueue("a", "a1")));

    [Fact]
    public void Position_CountsWhatIsServedBefore()
    {
        Enqueue("a1", "a2", "a3", "b1");

        // a1, b1, a2, then this one, then a3.
        Assert.Equal(3, _queue.Position(_queue.Enqueue("b", "b2")));
    }

    [Fact]
    public void Newcomers_ByThousandsInMidRound_AreServedInTheOrderTheyCame()
    {
        Enqueue("a1", "a2", "b1", "b2");
        _queue.TryDequeue(out _);
        string[] newcomers = [.. Enumerable.Range(0, 20_000).Select(number => $"{(char)('c' + number)}1")];

        Enqueue(newcomers);

        Assert.Equal(["b1", "a2", .. newcomers, "b2"], Drain());
    }

    /// <summary>A figure for docs: the time of 100,000 positions.</summary>
    [Theory(Skip = Form.LongOnly, SkipUnless = nameof(Form.IsLong), SkipType = typeof(Form))]
    [InlineData(1)]
    [InlineData(20_000)]
    public void Position_IsFoundFast_HoweverManyUsersWait(int users)
    {
        var places = Enumerable.Range(0, 20_000).Select(item => _queue.Enqueue($"user-{item % users}", "item")).ToArray();

        var began = Stopwatch.GetTimestamp();
        var sum = 0L;
        for (var asked = 0; asked < 100_000; asked++)
            sum += _queue.Position(places[asked * 7919L % places.Length]);
        var took = Stopwatch.GetElapsedTime(began) / 100_000;

        TestContext.Current.TestOutputHelper?.WriteLine($"{users} users, 20,000 items: {took.TotalMicroseconds:0.00} µs a position");
        Assert.InRange(sum, 1, long.MaxValue);
        Assert.True(took < TimeSpan.FromMicroseconds(50), $"{took}");
    }

    private void Enqueue(params string[] items)
    {
        foreach (var item in items)
            _queue.Enqueue(item[..1], item);
    }

    private List<string> Drain()
    {
        var items = new List<string>();
        while (_queue.TryDequeue(out var item))
            items.Add(item);
        return items;
    }
}
