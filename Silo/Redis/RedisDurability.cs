using System.Net;
using StackExchange.Redis;

namespace PromptGen.Silo.Redis;

/// <summary>Tells at the start what settings of a Redis server would lose acknowledged writes.</summary>
public sealed partial class RedisDurability(RedisConnection redis, ILogger<RedisDurability> logger) : IHostedService
{
    private const string AppendOnly = "appendonly";
    private const string Eviction = "maxmemory-policy";

    /// <inheritdoc />
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (redis.IsEmbedded)
            return;
        foreach (var problem in await Problems(redis.Multiplexer))
            LogProblem(problem);
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>What is wrong, in a sentence each. A server that does not tell its settings is believed.</summary>
    public static async Task<IReadOnlyList<string>> Problems(IConnectionMultiplexer redis)
    {
        var problems = new List<string>();
        foreach (var server in redis.GetServers().Where(server => server is { IsConnected: true, IsReplica: false }))
        {
            var name = server.EndPoint is DnsEndPoint dns ? $"{dns.Host}:{dns.Port}" : $"{server.EndPoint}";
            if (await Setting(server, AppendOnly, "persistence", "aof_enabled") is "no" or "0")
                problems.Add($"Redis at {name} keeps no append-only file: what it acknowledged is lost when it ends. Set {AppendOnly} yes.");
            if (await Setting(server, Eviction, "memory", "maxmemory_policy") is { } policy and not "noeviction")
                problems.Add($"Redis at {name} may throw accounts and tasks away when its memory is full ({Eviction} {policy}). Set {Eviction} noeviction.");
        }
        return problems;
    }

    /// <summary>By CONFIG, and where that is forbidden by INFO; <c>null</c> where both are.</summary>
    private static async Task<string?> Setting(IServer server, string name, string infoSection, string infoField) =>
        await Ask(server, "CONFIG", "GET", name) is { Length: 2 } pair
            ? (string?)pair[1]
            : (await Ask(server, "INFO", infoSection) is { Length: 1 } info ? (string?)info[0] : null)?
                .Split('\n', StringSplitOptions.TrimEntries).FirstOrDefault(line => line.StartsWith($"{infoField}:", StringComparison.Ordinal))?[(infoField.Length + 1)..];

    private static async Task<RedisResult[]?> Ask(IServer server, string command, params object[] arguments)
    {
        try
        {
            var answer = await server.ExecuteAsync(command, arguments);
            return answer.Length < 0 ? [answer] : (RedisResult[]?)answer;
        }
        catch (Exception refused) when (refused is RedisException or TimeoutException)
        {
            // Managed servers forbid one or both.
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Problem}")]
    private partial void LogProblem(string problem);
}
