using Microsoft.Extensions.Options;
using Orleans.Configuration;
using StackExchange.Redis;

namespace PromptGen.Silo;

/// <summary>The names of everything PromptGen keeps in Redis; all begin with the service id.</summary>
public sealed class RedisKeys(IOptions<ClusterOptions> cluster)
{
    private readonly string _service = cluster.Value.ServiceId;

    /// <summary>The state of a task.</summary>
    public RedisKey Task(string grainKey) => $"{_service}/task/{grainKey}";

    /// <summary>The state of an account.</summary>
    public RedisKey Account(string userId) => $"{_service}/tokens/{userId}";

    /// <summary>The set of unfinished tasks that a silo holds.</summary>
    public RedisKey InFlight(string owner) => $"{_service}/inflight/{owner}";

    /// <summary>The set of silos that may have a set of unfinished tasks.</summary>
    public RedisKey InFlightOwners => $"{_service}/inflight-owners";

    /// <summary>The key that users' ids in logs are hashed with.</summary>
    public RedisKey LogKey => $"{_service}/log-key";

    /// <summary>The channel on which silos tell each other to stop working on a task.</summary>
    public RedisChannel Stop => RedisChannel.Literal($"{_service}/stop");
}
