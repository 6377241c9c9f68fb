using CsCheck;
using PromptGen.Running;

namespace PromptGen.Grains.Tests.Running;

/// <summary>The queue against a naive one: a list of lines that rotates.</summary>
public sealed class FairQueueProperties
{
    private enum Call
    {
        Enqueue,
        Dequeue,
        Remove,
    }

    private static readonly Gen<(Call Call, int Number)> Steps =
        Gen.Select(Gen.Frequency((5, Gen.Const(Call.Enqueue)), (3, Gen.Const(Call.Dequeue)), (2, Gen.Const(Call.Remove))), Gen.Int[0, 1000]);

    [Fact]
    public void Queue_OverRandomCalls_ServesAndPlacesAsTheNaiveOneDoes() =>
        Steps.Array[0, 60].Sample(steps => Check(steps, users: 4), iter: 2000, print: steps => string.Join("\n", steps));

    [Fact]
    public void Queue_OfManyUsers_ServesAndPlacesAsTheNaiveOneDoes() =>
        Steps.Array[0, 200].Sample(steps => Check(steps, users: 40), iter: 200, print: steps => string.Join("\n", steps));

    private static void Check((Call Call, int Number)[] steps, int users)
    {
        var queue = new FairQueue<string>();
        var places = new Dictionary<string, FairQueue<string>.Place>();
        var lines = new List<(string User, List<string> Items)>();
        for (var step = 0; step < steps.Length; step++)
        {
            var (call, number) = steps[step];
            if (call == Call.Enqueue)
            {
                var (user, item) = ($"user-{number % users}", $"item-{step}");
                places[item] = queue.Enqueue(user, item);
                if (!lines.Exists(line => line.User == user))
                    lines.Add((user, []));
                lines.Find(line => line.User == user).Items.Add(item);
            }
            else if (call == Call.Dequeue)
            {
                var expected = Serve(lines);
                Assert.Equal(expected is not null, queue.TryDequeue(out var item));
                Assert.Equal(expected, item);
                places.Remove(item ?? "");
            }
            else if (places.Count > 0)
            {
                var item = places.Keys.ElementAt(number % places.Count);
                queue.Remove(places[item]);
                places.Remove(item);
                var line = lines.Find(line => line.Items.Remove(item));
                if (line.Items.Count == 0)
                    lines.Remove(line);
            }
            AssertPositions(queue, places, lines);
        }
    }

    private static void AssertPositions(FairQueue<string> queue, Dictionary<string, FairQueue<string>.Place> places, List<(string User, List<string> Items)> lines)
    {
        var rest = lines.Select(line => (line.User, line.Items.ToList())).ToList();
        Assert.Equal(places.Count, queue.Count);
        for (var position = 0; Serve(rest) is { } item; position++)
            Assert.Equal(position, queue.Position(places[item]));
    }

    private static string? Serve(List<(string User, List<string> Items)> lines)
    {
        if (lines.Count == 0)
            return null;
        var line = lines[0];
        lines.RemoveAt(0);
        var item = line.Items[0];
        line.Items.RemoveAt(0);
        if (line.Items.Count > 0)
            lines.Add(line);
        return item;
    }
}
