using System.Security.Cryptography;
using PromptGen.ServiceDefaults.Hosting;
using PromptGen.ServiceDefaults.Security;
using StackExchange.Redis;

namespace PromptGen.Silo.Redis;

/// <summary>Shared keys that lie beside the data; of the embedded server that is its folder, which is closed to others.</summary>
/// <param name="redis">The connection to keep them at.</param>
/// <param name="serviceId">What all names of this service begin with.</param>
public sealed class RedisSharedKeys(IConnectionMultiplexer redis, string serviceId) : ISharedKeys
{
    private const int Bytes = 32;

    /// <inheritdoc />
    public async Task<byte[]> Get(string name)
    {
        RedisKey place = $"{serviceId}/{name}";
        var database = redis.GetDatabase();
        try
        {
            await database.StringSetAsync(place, RandomNumberGenerator.GetBytes(Bytes), when: When.NotExists);
            return (byte[]?)await database.StringGetAsync(place) is { Length: Bytes } key
                ? key
                : throw new StartupException($"what Redis holds at {place} is no key. Delete it, and the next start makes a new one.");
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            throw new StartupException($"Redis does not keep the shared key {place}: {failure.Message}", failure);
        }
    }
}
