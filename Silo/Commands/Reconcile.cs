using System.Text.Json;
using Microsoft.Extensions.Options;
using PromptGen.Silo.Redis;
using PromptGen.Tokens;
using StackExchange.Redis;

namespace PromptGen.Silo.Commands;

/// <summary>Reads every account and its journal, and says what does not add up. It changes nothing, and silos may go on meanwhile.</summary>
public static class Reconcile
{
    private const int PageSize = 500, Looks = 3;

    // The outbox of an account and its journal are read one after the other: between the two a silo may have written either.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    /// <summary>Runs it.</summary>
    /// <returns>0 when all adds up, else 1.</returns>
    public static async Task<int> Run(RedisConnection redis, RedisKeys keys, TextWriter output)
    {
        var json = new JsonSerializerOptions();
        StorageJson.Configure(json);
        var (database, journal) = (redis.Multiplexer.GetDatabase(), new RedisJournal(redis.Multiplexer, keys, Options.Create(new BillingOptions())));
        var (accounts, wrong) = (0L, 0L);
        foreach (var server in redis.Multiplexer.GetServers().Where(server => server is { IsConnected: true, IsReplica: false }))
        {
            await foreach (var key in server.KeysAsync(database.Database, keys.AnyAccount, PageSize))
            {
                accounts++;
                var user = keys.UserOf(key);
                var problems = await Problems(user, () => Look(database, journal, key, user, json));
                wrong += problems.Count > 0 ? 1 : 0;
                foreach (var problem in problems)
                    await output.WriteLineAsync($"{user}: {problem}");
            }
        }
        await output.WriteLineAsync($"{accounts} accounts, {wrong} that do not add up");
        return wrong == 0 ? 0 : 1;
    }

    private static async Task<IReadOnlyList<string>> Problems(string user, Func<Task<IReadOnlyList<string>>> look)
    {
        var problems = await look();
        for (var looks = 1; problems.Count > 0 && looks < Looks; looks++)
        {
            await Task.Delay(BetweenLooks);
            problems = await look();
        }
        return problems;
    }

    private static async Task<IReadOnlyList<string>> Look(IDatabase database, RedisJournal journal, RedisKey key, string user, JsonSerializerOptions json)
    {
        try
        {
            var data = (byte[]?)await database.HashGetAsync(key, "data");
            if (data is null || JsonSerializer.Deserialize<TokenAccount>(data, json) is not { } account)
                return ["the account is empty"];
            var check = new BookCheck(account);
            await foreach (var line in journal.Lines(user))
            {
                if (line.Line <= account.LastLine)
                    check.Next(line);
            }
            return check.End();
        }
        catch (Exception failure) when (failure is JsonException or RedisServerException)
        {
            return [$"it cannot be read ({failure.GetType().Name})"];
        }
    }
}
