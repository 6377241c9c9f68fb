using System.Text.Json;
using Microsoft.Extensions.Options;
using PromptGen.Silo.Redis;
using PromptGen.Tokens;
using StackExchange.Redis;

namespace PromptGen.Silo.Commands;

/// <summary>Reads every account and its journal, and says what does not add up. It changes nothing, and silos may go on meanwhile.</summary>
public sealed class Reconcile(RedisConnection redis, RedisKeys keys, TimeProvider clock)
{
    private const int PageSize = 500, Looks = 3;

    // The outbox of an account and its journal are read one after the other: between the two a silo may have written either.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    // Longer than an account that is in use keeps a reservation whose task is gone.
    private static readonly TimeSpan LeftFor = TimeSpan.FromHours(1);

    private readonly JsonSerializerOptions _json = Stored();
    private readonly IDatabase _database = redis.Multiplexer.GetDatabase();
    private readonly RedisJournal _journal = new(redis.Multiplexer, keys, Options.Create(new BillingOptions()));

    /// <summary>Runs it.</summary>
    /// <returns>0 when all adds up, else 1.</returns>
    public async Task<int> Run(TextWriter output)
    {
        var (accounts, wrong) = (0L, 0L);
        foreach (var server in redis.Multiplexer.GetServers().Where(server => server is { IsConnected: true, IsReplica: false }))
        {
            await foreach (var key in server.KeysAsync(_database.Database, keys.AnyAccount, PageSize))
            {
                accounts++;
                var user = keys.UserOf(key);
                var problems = await Problems(key, user);
                wrong += problems.Count > 0 ? 1 : 0;
                foreach (var problem in problems)
                    await output.WriteLineAsync($"{user}: {problem}");
            }
        }
        await output.WriteLineAsync($"{accounts} accounts, {wrong} that do not add up");
        return wrong == 0 ? 0 : 1;
    }

    private async Task<IReadOnlyList<string>> Problems(RedisKey key, string user)
    {
        var problems = await Look(key, user);
        for (var looks = 1; problems.Count > 0 && looks < Looks; looks++)
        {
            await Task.Delay(BetweenLooks, clock);
            problems = await Look(key, user);
        }
        return problems;
    }

    private async Task<IReadOnlyList<string>> Look(RedisKey key, string user)
    {
        try
        {
            var data = (byte[]?)await _database.HashGetAsync(key, "data");
            if (data is null || JsonSerializer.Deserialize<TokenAccount>(data, _json) is not { } account)
                return ["the account is empty"];
            var check = new BookCheck(account);
            await foreach (var line in _journal.Lines(user))
            {
                if (line.Line <= account.LastLine)
                    check.Next(line);
            }
            return [.. check.End(), .. await Left(user, account)];
        }
        catch (Exception failure) when (failure is JsonException or FormatException or RedisServerException)
        {
            return [$"it cannot be read ({failure.GetType().Name})"];
        }
    }

    /// <summary>Tokens that are set aside for tasks that are not there.</summary>
    private async Task<IReadOnlyList<string>> Left(string user, TokenAccount account)
    {
        var left = new List<string>();
        var before = clock.GetUtcNow() - LeftFor;
        foreach (var entry in account.Open.Values.Where(entry => entry.Reserved > 0 && entry.TaskId != Guid.Empty && entry.At < before))
        {
            if (!await _database.KeyExistsAsync(keys.Task(new PromptTaskKey(user, entry.TaskId).ToString())))
                left.Add($"{entry.Reserved} tokens are reserved since {entry.At:u} for task {entry.TaskId}, which is not there");
        }
        return left;
    }

    private static JsonSerializerOptions Stored()
    {
        var options = new JsonSerializerOptions();
        StorageJson.Configure(options);
        return options;
    }
}
