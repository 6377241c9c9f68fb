using PromptGen.ServiceDefaults.Hosting;
using PromptGen.ServiceDefaults.Security;

namespace PromptGen.ServiceDefaults.Logging;

/// <summary>What logs do not tell: stack traces, unless <c>Logging:StackTraces</c> is <c>true</c>, and users' ids where <c>Logging:UserIds</c> is <c>hash</c> instead of <c>plain</c>.</summary>
public static class LoggingExtensions
{
    private const string UserIds = "Logging:UserIds", StackTraces = "Logging:StackTraces";

    /// <summary>Hides in all logs what the settings do not allow.</summary>
    /// <exception cref="StartupException">A setting has another value.</exception>
    public static void AddLogPrivacy(this IHostApplicationBuilder builder)
    {
        switch (builder.Configuration[UserIds]?.ToLowerInvariant())
        {
            case null or "" or "plain":
                break;
            case "hash":
                var hash = new UserIdHash();
                builder.Services.AddSingleton(hash);
                builder.Services.Decorate<ILoggerFactory>(factory => new UserIdHidingLoggerFactory(factory, hash));
                break;
            default:
                throw new StartupException($"{UserIds} must be plain or hash.");
        }

        switch (builder.Configuration[StackTraces]?.ToLowerInvariant())
        {
            case null or "" or "false":
                builder.Services.Decorate<ILoggerFactory>(static factory => new StackTraceHidingLoggerFactory(factory));
                break;
            case "true":
                break;
            default:
                throw new StartupException($"{StackTraces} must be true or false.");
        }
    }

    /// <summary>Takes the key that all silos and gateways on this Redis share, so that a user has the same hash in each one's log; makes one the first time.</summary>
    public static async Task UseSharedUserIdHash(this WebApplication app)
    {
        if (app.Services.GetService<UserIdHash>() is { } hash)
            hash.UseKey(await app.Services.GetRequiredService<ISharedKeys>().Get("log-key"));
    }
}
