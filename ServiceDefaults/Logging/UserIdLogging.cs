using PromptGen.ServiceDefaults.Hosting;
using PromptGen.ServiceDefaults.Security;

namespace PromptGen.ServiceDefaults.Logging;

/// <summary>The setting <c>Logging:UserIds</c>: <c>plain</c> (the default) or <c>hash</c>.</summary>
public static class UserIdLogging
{
    private const string Setting = "Logging:UserIds";

    /// <summary>Hides users' ids in all logs where the setting says so.</summary>
    /// <exception cref="StartupException">The setting has another value.</exception>
    public static void AddUserIdLogging(this IHostApplicationBuilder builder)
    {
        switch (builder.Configuration[Setting]?.ToLowerInvariant())
        {
            case null or "" or "plain":
                return;
            case "hash":
                var hash = new UserIdHash();
                builder.Services.AddSingleton(hash);
                builder.Services.Decorate<ILoggerFactory>(factory => new UserIdHidingLoggerFactory(factory, hash));
                return;
            default:
                throw new StartupException($"{Setting} must be plain or hash.");
        }
    }

    /// <summary>Takes the key that all silos and gateways on this Redis share, so that a user has the same hash in each one's log; makes one the first time.</summary>
    public static async Task UseSharedUserIdHash(this WebApplication app)
    {
        if (app.Services.GetService<UserIdHash>() is { } hash)
            hash.UseKey(await app.Services.GetRequiredService<ISharedKeys>().Get("log-key"));
    }
}
