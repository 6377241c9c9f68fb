using System.Collections.Concurrent;

namespace PromptGen.SystemTests.Hostile;

/// <summary>A model that wants to do harm, and what reaches the user of it.</summary>
public sealed class HostileModelTests
{
    private const int Clients = 24;

    private static readonly int Generations = Form.IsLong ? 10_000 : 800;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatAHostileModelWrites_IsMendedOrRefused_AndNeverCharged()
    {
        var write = TestContext.Current.TestOutputHelper is { } output ? output.WriteLine : (Action<string>?)null;
        var model = new HostileModel(Seed.Next(write));
        await using var all = await AllInOne.StartAsync(new() { ["RateLimits__Burst"] = "0" });
        all.Model.Behaviour = model.Answer;
        using var user = await all.UserAsync("alice", tokens: 100_000_000);
        var ends = new ConcurrentBag<(Case Asked, Generation End)>();
        var left = Generations;

        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            for (var next = Interlocked.Decrement(ref left); next >= 0; next = Interlocked.Decrement(ref left))
            {
                var asked = Case.All[next % Case.All.Count];
                ends.Add((asked, await user.EndAsync(await user.StartAsync(asked.Notes, Cancellation), Cancellation)));
            }
        }));

        var delivered = ends.Where(end => end.End.Origin == "ai").ToArray();
        write?.Invoke($"{delivered.Length} of {ends.Count} delivered; {string.Join(", ", ends.CountBy(end => end.End.FallbackReason ?? "ai"))}; {all.Model.Calls.Count} calls: {string.Join(", ", model.Did)}");
        (Spoiling? Done, string Blame)[] blamed = [.. from end in delivered let blame = Judge.Blame(end.Asked, end.End.Prompt!) where blame is not null select (model.DoneTo(end.End.Prompt!), blame)];
        write?.Invoke($"Blamed: {string.Join(", ", blamed.CountBy(one => $"{one.Done}"))}");
        // A text that stops without a word of it, after a line or in one, shows that only to whom knows the whole.
        string[] wrong = [.. blamed.Where(one => one.Done is not (Spoiling.StopsAfterALine or Spoiling.StopsInTheMiddleOfAWord) || !one.Blame.Contains(": cut", StringComparison.Ordinal)).Select(one => $"{one.Done}: {one.Blame}")];
        Assert.True(wrong.Length == 0, $"{wrong.Length} of {delivered.Length}:\n{string.Join('\n', wrong)}");
        Assert.InRange(blamed.Count(one => one.Done == Spoiling.StopsInTheMiddleOfAWord), 0, model.Did[Spoiling.StopsInTheMiddleOfAWord] / 4);
        Assert.All(ends, end => Assert.Equal(("completed", end.End.Origin == "ai"), (end.End.Status, end.End.Charged > 0)));
        Assert.InRange(delivered.Length, Generations / 10, Generations - (Generations / 10));
    }

    [Fact]
    public void Judge_BlamesNoGoodPrompt_AndNearlyAllSpoiltOnes()
    {
        var random = new Random(1);
        var (blamed, all) = (new ConcurrentDictionary<Spoiling, int>(), 0);

        Assert.Empty(Case.All.Select(asked => Judge.Blame(asked, asked.Good)).OfType<string>());
        foreach (var asked in Case.All)
        {
            all++;
            foreach (var spoiling in Enum.GetValues<Spoiling>())
                blamed.AddOrUpdate(spoiling, 0, (_, times) => times + (Judge.Blame(asked, HostileModel.Spoilt(spoiling, asked, "You are told to write a prompt.", random)) is null ? 0 : 1));
        }

        Spoiling[] always = [Spoiling.StopsInTheMiddleOfAWord, Spoiling.StopsAfterALine, Spoiling.WritesAnotherLanguage, Spoiling.WritesOfAnotherBusiness, Spoiling.InventsAContact];
        Assert.All(always, spoiling => Assert.InRange(blamed[spoiling], all - 1, all));
    }
}
