using Orleans.Configuration;
using PromptGen.ServiceDefaults.Hosting;
using PromptGen.Silo.Clustering;
using PromptGen.Silo.Redis;

namespace PromptGen.Silo.Commands;

/// <summary>What the silo program does instead of being a silo, by the name that it is started with.</summary>
public static class OperatorCommands
{
    private const int CannotRun = 2;

    /// <summary>Runs a command, if the arguments begin with one.</summary>
    /// <returns>The exit code; <c>null</c>: they do not.</returns>
    public static async Task<int?> Run(string[] args) => args switch
    {
        ["reconcile", .. var rest] => await Startup.Run(() => With(rest, (redis, keys) => new Reconcile(redis, keys, TimeProvider.System).Run(Console.Out)), CannotRun),
        ["upgrade", .. var rest] => await Startup.Run(() => With(rest, Upgrade.Run), CannotRun),
        _ => null,
    };

    private static async Task<int> With(string[] args, Func<RedisConnection, RedisKeys, Task<int>> command)
    {
        var configuration = new ConfigurationBuilder().SetBasePath(AppContext.BaseDirectory).AddJsonFile("appsettings.json", optional: true)
            .AddEnvironmentVariables().AddCommandLine(args).Build();
        if (!RedisConnection.IsConfigured(configuration))
            throw new StartupException("this command works on a Redis server: set ConnectionStrings__redis, for example to localhost:6379.");
        var cluster = configuration.GetSection(ClusterSettings.Section).Get<ClusterSettings>() ?? new ClusterSettings();
        await using var redis = await RedisConnection.Open(configuration);
        return await command(redis, new RedisKeys(Microsoft.Extensions.Options.Options.Create(new ClusterOptions { ServiceId = cluster.ServiceId })));
    }
}
