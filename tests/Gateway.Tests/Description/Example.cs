using System.Text.Json;
using System.Text.RegularExpressions;

namespace PromptGen.Gateway.Tests.Description;

/// <summary>A command of docs/api.md, and the answer that it promises: JSON, or a stream of events.</summary>
internal sealed partial record Example(string Command, string Form, string Answer)
{
    /// <summary>Those of the file, in its order: each block <c>sh</c>, with the block after it.</summary>
    public static IReadOnlyList<Example> In(string markdown) =>
        [.. Blocks().Matches(markdown).Select(match => new Example(match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value))];

    /// <summary>How many commands the file has.</summary>
    public static int Commands(string markdown) => markdown.Split('\n').Count(static line => line == "```sh");

    /// <summary>What of an answer is not as promised.</summary>
    public IEnumerable<string> Faults(string answer) => Form == "json"
        ? Differences("$", JsonElement.Parse(Answer), JsonElement.Parse(answer))
        : Faults(Events(Answer), Events(answer));

    /// <summary>Each kind of event as it is promised: the first of it, for there may be more.</summary>
    private static IEnumerable<string> Faults(IReadOnlyList<(string Name, string Data)> promised, IReadOnlyList<(string Name, string Data)> sent)
    {
        var kinds = sent.DistinctBy(static message => message.Name).ToArray();
        return kinds.Select(static kind => kind.Name).SequenceEqual(promised.Select(static kind => kind.Name))
            ? promised.Zip(kinds, (one, other) => Differences(one.Name, JsonElement.Parse(one.Data), JsonElement.Parse(other.Data))).SelectMany(static faults => faults)
            : [$"The events are {string.Join(", ", kinds.Select(static kind => kind.Name))}"];
    }

    /// <summary>The events of a stream.</summary>
    public static List<(string Name, string Data)> Events(string stream) =>
        [.. EventBlocks().Matches(stream).Select(match => (match.Groups[1].Value, match.Groups[2].Value))];

    private static IEnumerable<string> Differences(string place, JsonElement promised, JsonElement answer)
    {
        switch (promised.ValueKind, answer.ValueKind)
        {
            case (JsonValueKind.Object, JsonValueKind.Object):
                var names = promised.EnumerateObject().Select(static member => member.Name).ToHashSet();
                names.SymmetricExceptWith(answer.EnumerateObject().Select(static member => member.Name));
                return names.Select(name => $"{place}.{name} is in one of both alone").Concat(promised.EnumerateObject()
                    .Where(member => answer.TryGetProperty(member.Name, out _))
                    .SelectMany(member => Differences($"{place}.{member.Name}", member.Value, answer.GetProperty(member.Name))));
            case (JsonValueKind.Array, JsonValueKind.Array):
                var items = promised.EnumerateArray().ToArray();
                // "…" at the end: and more of the kind.
                if (items is [.., { ValueKind: JsonValueKind.String } last] && last.GetString() == "…")
                    items = [.. items[..^1], .. Enumerable.Repeat(items[0], Math.Max(1, answer.GetArrayLength() - items.Length + 1))];
                return items.Length == answer.GetArrayLength()
                    ? items.Zip(answer.EnumerateArray()).SelectMany((pair, index) => Differences($"{place}[{index}]", pair.First, pair.Second))
                    : [$"{place} has {answer.GetArrayLength()} items"];
            case (JsonValueKind.String, JsonValueKind.String):
                var pattern = string.Join(".+", promised.GetString()!.Split('…').Select(Regex.Escape));
                return Regex.IsMatch(answer.GetString()!, $"^{pattern}$", RegexOptions.Singleline) ? [] : [$"{place} is {answer}"];
            case (JsonValueKind.Number, JsonValueKind.Number) when Varies(place):
                return [];
            default:
                return JsonElement.DeepEquals(promised, answer) ? [] : [$"{place} is {answer.GetRawText()}"];
        }
    }

    private static bool Varies(string place) => place.Split('.')[^1] is var name && (name.Contains("tokens", StringComparison.Ordinal) || name is "days_remaining" or "response_time_ms" or "low" or "high");

    [GeneratedRegex(@"^```sh\n(.*?)^```\n+```(json|text)\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"^event: (\w+)\n(?:id: .*\n)?data: (.*)$", RegexOptions.Multiline)]
    private static partial Regex EventBlocks();
}
