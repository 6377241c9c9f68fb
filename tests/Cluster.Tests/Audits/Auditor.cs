using System.Text.Json.Nodes;
using PromptGen.ClusterTests.Loads;
using PromptGen.Llm;

namespace PromptGen.ClusterTests.Audits;

/// <summary>
/// Judges a load by what its clients saw, what the model was asked and what the accounts say, and by nothing else: the service's own
/// logs and state are not evidence.
/// </summary>
internal sealed class Auditor(Evidence evidence)
{
    // In percent.
    private const int ResultIsSaved = 90;

    private const string NewMember = "quality";

    private readonly ILookup<string, ModelCall> _calls = evidence.Calls
        .Select(call => (Found: Order.Find(call.Prompt), Call: call))
        .Where(call => call.Found is not null)
        .ToLookup(call => call.Found!.Value.Mark, call => call.Call);

    /// <summary>What is wrong, one line each; nothing when all is well.</summary>
    public IReadOnlyList<string> Violations() =>
    [
        .. evidence.Orders.SelectMany(order => Judge(order).Select(violation => $"order {order.Mark} ({order.Kind}): {violation}")),
        .. evidence.Users.SelectMany(JudgeAccount),
        .. evidence.Refusals.Where(refusal => !refusal.IsProper).Select(refusal => $"improper refusal: {refusal}"),
    ];

    private IEnumerable<string> Judge(Order order)
    {
        var ids = order.Ids.Distinct().Count();
        if (ids != 1)
            yield return $"its starts got {ids} tasks";
        if (!order.IsReplayed)
            yield return "its start, sent again at last, was taken for a new one";
        if (order is not { Last: { IsTerminal: true } end, To: not null })
        {
            yield return $"never ended; last seen: {order.Last}";
            yield break;
        }

        var interruptions = evidence.Faults.Interruptions(order.From, order.To.Value);
        foreach (var violation in JudgeHistory(order.Sights, interruptions).Concat(JudgeEnd(order, end, interruptions)))
            yield return violation;
        // A model that answers nobody is asked again.
        if (_calls[order.Mark].Count() > 1 + interruptions && !WasModelOut(order))
            yield return $"the model was asked {_calls[order.Mark].Count()} times, but it was interrupted {interruptions} times at the most";
    }

    /// <summary>Whether two answers are the same; a gateway of the version before does not know <see cref="NewMember"/>, and may leave it out.</summary>
    private static bool SaysTheSame(Generation one, Generation other)
    {
        if (one == other)
            return true;
        var (first, second) = (JsonNode.Parse(one.Body)!.AsObject(), JsonNode.Parse(other.Body)!.AsObject());
        if (first.ContainsKey(NewMember) == second.ContainsKey(NewMember))
            return false;
        first.Remove(NewMember);
        second.Remove(NewMember);
        return one.Code == other.Code && JsonNode.DeepEquals(first, second);
    }

    private static IEnumerable<string> JudgeHistory(IReadOnlyList<Order.Sight> sights, int interruptions)
    {
        Generation[] ends = [.. sights.Select(sight => sight.Seen).Where(seen => seen.IsTerminal)];
        if (ends.Skip(1).Any(end => !SaysTheSame(ends[0], end)))
            yield return $"its end changed: {string.Join<Generation>(" | ", ends)}";
        if (sights.FirstOrDefault(sight => sight.Seen.Code != System.Net.HttpStatusCode.OK) is { } missing)
            yield return $"a look at it was answered with {missing.Seen}";
        var falls = sights.Zip(sights.Skip(1)).Count(pair => pair.Second.Seen.Progress < pair.First.Seen.Progress);
        if (falls > interruptions)
            yield return $"its percent fell {falls} times, but it was interrupted {interruptions} times at the most";
        if (sights.Zip(sights.Skip(1)).Any(pair => pair.First.Seen.Progress >= ResultIsSaved && pair.Second.Seen.Progress < ResultIsSaved))
            yield return "its percent fell after its result was saved";
    }

    private IEnumerable<string> JudgeEnd(Order order, Generation end, int interruptions)
    {
        var mayFallBack = order.Kind == Kind.Refused || interruptions >= Evidence.MaxAttempts || WasModelOut(order);
        switch (end)
        {
            case { Status: "completed", Origin: "ai" }:
                if (end.Charged != LoadModel.TokensPerAnswer)
                    yield return $"it was charged {end.Charged}";
                if (end.Prompt != order.Answer)
                    yield return $"it got another text: {end.Prompt}";
                if (order.Kind == Kind.Refused || !_calls[order.Mark].Any())
                    yield return "the model never wrote it";
                break;
            case { Status: "completed", Origin: "fallback" }:
                if (end.Charged != 0)
                    yield return $"a fallback was charged {end.Charged}";
                if (!mayFallBack)
                    yield return "it fell back without a reason";
                break;
            case { Status: "cancelled" }:
                if (end.Charged != 0)
                    yield return $"a cancelled one was charged {end.Charged}";
                if (order.Kind != Kind.Cancelled)
                    yield return "nobody cancelled it";
                break;
            default:
                yield return $"it ended as {end}";
                break;
        }
        if (order.CancelAnswer is { } answer && answer != (end.Status == "cancelled" ? 200 : 409))
            yield return $"its cancellation was answered with {answer}, but it {end.Status}";
    }

    private bool WasModelOut(Order order) => evidence.Faults.WasModelOut(order.From, order.To!.Value);

    private IEnumerable<string> JudgeAccount(string user)
    {
        var charged = evidence.Orders.Where(order => order.User == user).Sum(order => order.Last is { IsTerminal: true } end ? end.Charged : 0);
        var expected = new Account(LoadShape.Tokens - charged, Reserved: 0);
        if (evidence.Accounts[user] != expected)
            yield return $"the account of {user} is {evidence.Accounts[user]}, but its orders make it {expected}";
    }
}
