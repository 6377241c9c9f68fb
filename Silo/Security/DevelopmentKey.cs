using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using PromptGen.Silo.Hosting;
using StackExchange.Redis;

namespace PromptGen.Silo.Security;

/// <summary>
/// What the tokens of Development are signed with: a random key of this installation. It lies beside the data, in Redis, so that tokens
/// outlive a restart and every gateway of a cluster accepts them; of the embedded server that is its folder, which is closed to others.
/// </summary>
internal static class DevelopmentKey
{
    private const int Bytes = 32;

    /// <summary>The key, made by whoever asks first.</summary>
    /// <exception cref="StartupException">Redis does not give or take it.</exception>
    public static async Task<SymmetricSecurityKey> Get(IConfiguration configuration, RedisConnection redis)
    {
        var cluster = configuration.GetSection(ClusterSettings.Section).Get<ClusterSettings>() ?? new ClusterSettings();
        RedisKey name = $"{cluster.ServiceId}/development-key";
        var database = redis.Multiplexer.GetDatabase();
        try
        {
            await database.StringSetAsync(name, RandomNumberGenerator.GetBytes(Bytes), when: When.NotExists);
            return (byte[]?)await database.StringGetAsync(name) is { Length: Bytes } key
                ? new SymmetricSecurityKey(key)
                : throw new StartupException($"what Redis holds at {name} is no key. Delete it, and the next start makes a new one.");
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            throw new StartupException($"Redis does not keep the key of development tokens ({name}): {failure.Message}", failure);
        }
    }
}
