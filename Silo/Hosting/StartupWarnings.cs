using System.Reflection;
using PromptGen.Models;

namespace PromptGen.Silo.Hosting;

/// <summary>Tells at the start what works but is probably not meant.</summary>
public static partial class StartupWarnings
{
    /// <summary>Warns of settings that nothing reads, and of a Redis server that may lose what it acknowledged.</summary>
    /// <param name="app">The program.</param>
    /// <param name="assemblies">Where it has settings beside the silo's.</param>
    public static async Task WarnOfSettings(this WebApplication app, params IEnumerable<Assembly> assemblies)
    {
        foreach (var (key, nearest) in UnknownSettings.Find(app.Configuration, [typeof(ModelOptions).Assembly, typeof(StartupWarnings).Assembly, .. assemblies]))
            LogUnknownSetting(app.Logger, key, nearest);

        var redis = app.Services.GetRequiredService<RedisConnection>();
        if (redis.IsEmbedded)
            return;
        foreach (var problem in await RedisDurability.Problems(redis.Multiplexer))
            LogRedis(app.Logger, problem);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The setting {Key} is unknown and does nothing; the nearest known one is {Nearest}")]
    private static partial void LogUnknownSetting(ILogger logger, string key, string nearest);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Problem}")]
    private static partial void LogRedis(ILogger logger, string problem);
}
