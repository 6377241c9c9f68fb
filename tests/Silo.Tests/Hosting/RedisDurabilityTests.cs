using PromptGen.Silo.Redis;
using PromptGen.Testing.Processes;
using StackExchange.Redis;

namespace PromptGen.Silo.Tests.Hosting;

/// <summary>A real Redis server whose settings would lose data is told of, whichever way it tells its settings.</summary>
public sealed class RedisDurabilityTests
{
    private const string Everything = "ACL SETUSER default +@all";
    private const string NoConfig = "ACL SETUSER default -config";
    private const string NoInfoEither = "ACL SETUSER default -config -info";

    [Theory]
    [InlineData("yes", "noeviction", Everything)]
    [InlineData("yes", "noeviction", NoConfig)]
    [InlineData("no", "noeviction", Everything, "appendonly yes")]
    [InlineData("no", "noeviction", NoConfig, "appendonly yes")]
    [InlineData("yes", "allkeys-lru", Everything, "maxmemory-policy allkeys-lru")]
    [InlineData("no", "volatile-ttl", NoConfig, "appendonly yes", "maxmemory-policy volatile-ttl")]
    [InlineData("no", "allkeys-lru", NoInfoEither)]
    public async Task SettingThatLosesData_IsTold(string appendOnly, string policy, string rights, params string[] told)
    {
        await using var server = await RedisServer.StartAsync();
        foreach (var command in (string[])[$"CONFIG SET appendonly {appendOnly}", $"CONFIG SET maxmemory-policy {policy}", rights])
            Assert.Equal("+OK", await server.AskAsync(command));
        await using var redis = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString);

        var problems = await RedisDurability.Problems(redis);

        Assert.Equal(told.Length, problems.Count);
        Assert.All(told.Zip(problems), pair => Assert.Contains(pair.First, pair.Second, StringComparison.Ordinal));
    }
}
