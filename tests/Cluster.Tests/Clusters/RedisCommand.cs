namespace PromptGen.ClusterTests.Clusters;

/// <summary>A command on its way to Redis.</summary>
/// <param name="Words">Its name and arguments.</param>
internal sealed record RedisCommand(IReadOnlyList<string> Words)
{
    private static readonly HashSet<string> Writes = new(StringComparer.OrdinalIgnoreCase) { "EVAL", "EVALSHA", "SADD", "SREM", "SMOVE", "EXPIRE", "PEXPIRE", "DEL", "HSET" };

    private static readonly (string Prefix, string Kind)[] Kinds =
    [
        ("promptgen/task/", "task"),
        ("promptgen/tokens/", "tokens"),
        ("promptgen/inflight-owners", "owners"),
        ("promptgen/inflight/", "in flight"),
    ];

    /// <summary>The name that it gives its connection, if it does.</summary>
    public string? ConnectionName =>
        Words is [var client, var setName, var name] && client.Equals("CLIENT", StringComparison.OrdinalIgnoreCase) && setName.Equals("SETNAME", StringComparison.OrdinalIgnoreCase) ? name : null;

    /// <summary>What it writes of a generation's life, such as <c>SADD in flight</c>; <c>null</c> when it writes nothing of one.</summary>
    public string? DurableWrite =>
        Writes.Contains(Words[0]) && Kinds.FirstOrDefault(kind => Words.Skip(1).Any(word => word.StartsWith(kind.Prefix, StringComparison.Ordinal))).Kind is { } kind
            ? $"{Words[0].ToUpperInvariant()} {kind}"
            : null;
}
