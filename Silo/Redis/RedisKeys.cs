using Microsoft.Extensions.Options;
using Orleans.Configuration;
using StackExchange.Redis;

namespace PromptGen.Silo.Redis;

/// <summary>The names of everything PromptGen keeps in Redis; all begin with the service id.</summary>
public sealed class RedisKeys(IOptions<ClusterOptions> cluster)
{
    private readonly string _service = cluster.Value.ServiceId;

    /// <summary>The state of a task.</summary>
    public RedisKey Task(string grainKey) => $"{_service}/task/{grainKey}";

    /// <summary>The storage format that silos may write.</summary>
    public RedisKey Format => $"{_service}/format";

    /// <summary>The pattern of all accounts' keys.</summary>
    public RedisValue AnyAccount => $"{_service}/tokens/*";

    /// <summary>The state of an account.</summary>
    public RedisKey Account(string userId) => $"{_service}/tokens/{userId}";

    /// <summary>Whose account lies at a key.</summary>
    public string UserOf(RedisKey account) => account.ToString()[$"{_service}/tokens/".Length..];

    /// <summary>The journal of an account.</summary>
    public RedisKey Journal(string userId) => $"{_service}/journal/{AccountTag(userId)}";

    /// <summary>The references of grants to an account, with their tokens.</summary>
    public RedisKey GrantReferences(string userId) => $"{_service}/grants/{AccountTag(userId)}";

    /// <summary>The changes of an account by administrators that may be sent again.</summary>
    public RedisKey AccountChanges(string userId) => $"{_service}/changes/{AccountTag(userId)}";

    /// <summary>What the keys of results that may be served again begin with.</summary>
    public string Results => $"{_service}/result/";

    /// <summary>The state of a batch.</summary>
    public RedisKey Batch(string grainKey) => $"{_service}/batch/{grainKey}";

    /// <summary>Batches that may have generations not yet submitted, by when they were added or last tried.</summary>
    public RedisKey OpenBatches => $"{_service}/batches-open";

    /// <summary>A user's generations by when they were accepted.</summary>
    public RedisKey History(string userId) => $"{_service}/history/{AccountTag(userId)}";

    /// <summary>Those of them that ended, by when they are gone.</summary>
    public RedisKey HistoryEnded(string userId) => $"{_service}/history-ended/{AccountTag(userId)}";

    /// <summary>The templates that administrators have set.</summary>
    public RedisKey BusinessPrompts => $"{_service}/{{business-prompts}}";

    /// <summary>The number of the last change of them.</summary>
    public RedisKey BusinessPromptsVersion => $"{_service}/{{business-prompts}}/version";

    /// <summary>A template that is in force no more, by the number of the change that had set it.</summary>
    public RedisKey ReplacedBusinessPrompt(long version) => $"{_service}/{{business-prompts}}/{version}";

    /// <summary>The set of unfinished tasks that a silo holds.</summary>
    public RedisKey InFlight(string silo) => $"{_service}/inflight/{silo}";

    /// <summary>The set of silos that may have a set of unfinished tasks.</summary>
    public RedisKey InFlightSilos => $"{_service}/inflight-owners";

    /// <summary>Tasks that outlive their texts, by when these have to go.</summary>
    public RedisKey TextsDue => $"{_service}/texts-due";

    /// <summary>What a user has set for webhooks.</summary>
    public RedisKey Webhooks(string userId) => $"{_service}/webhooks/{AccountTag(userId)}";

    /// <summary>A user's deliveries, by when they were announced.</summary>
    public RedisKey Deliveries(string userId) => $"{_service}/deliveries/{AccountTag(userId)}";

    /// <summary>A delivery: its record and its body.</summary>
    public RedisKey Delivery(string userId, string webhookId) => $"{_service}/delivery/{AccountTag(userId)}/{webhookId}";

    /// <summary>Deliveries that wait, of all users, by when they are due.</summary>
    public RedisKey DeliveriesDue => $"{_service}/deliveries-due";

    /// <summary>The users who have an endpoint for webhooks.</summary>
    public RedisKey WebhookUsers => $"{_service}/webhook-users";

    /// <summary>The channel on which silos tell each other to stop working on a task.</summary>
    public RedisChannel Stop => RedisChannel.Literal($"{_service}/stop");

    /// <summary>
    /// The hash tag of what lies beside an account: the account's own key, so that a Redis Cluster keeps it all in one slot. Braces in an id would end
    /// the tag early, so they are escaped; what lies beside such an account is together all the same.
    /// </summary>
    private string AccountTag(string userId) =>
        $"{{{Account(userId.Replace("%", "%25", StringComparison.Ordinal).Replace("{", "%7B", StringComparison.Ordinal).Replace("}", "%7D", StringComparison.Ordinal))}}}";
}
