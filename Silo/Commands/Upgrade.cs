using PromptGen.Silo.Redis;

namespace PromptGen.Silo.Commands;

/// <summary>Lets all silos write the newest storage format: no silo of the version before may come back after it.</summary>
public static class Upgrade
{
    /// <summary>Runs it.</summary>
    public static async Task<int> Run(RedisConnection redis, RedisKeys keys)
    {
        await redis.Multiplexer.GetDatabase().StringSetAsync(keys.Format, RedisStorageFormat.Newest);
        Console.WriteLine($"Silos write storage format {RedisStorageFormat.Newest} from now on, within some seconds. Silos of the version before must not be started again.");
        return 0;
    }
}
