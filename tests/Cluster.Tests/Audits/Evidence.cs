using PromptGen.ClusterTests.Clusters;
using PromptGen.ClusterTests.Faults;
using PromptGen.ClusterTests.Loads;
using PromptGen.PromptTasks;

namespace PromptGen.ClusterTests.Audits;

/// <summary>Everything an <see cref="Auditor"/> looks at.</summary>
internal sealed record Evidence(
    IReadOnlyList<Order> Orders,
    IReadOnlyList<Refusal> Refusals,
    IReadOnlyList<ModelCall> Calls,
    IReadOnlyDictionary<string, Account> Accounts,
    FaultLog Faults)
{
    /// <summary>How often work is started before the fallback answers.</summary>
    public static readonly int MaxAttempts = new PromptTaskOptions().MaxAttempts;

    public IEnumerable<string> Users => Accounts.Keys;

    /// <summary>Sends each start once more, which is to change nothing, looks at each order again, and waits until the accounts have come to rest.</summary>
    public static async Task<Evidence> CollectAsync(
        Cluster cluster, IReadOnlyList<Order> orders, IReadOnlyList<Refusal> refusals, IReadOnlyList<string> users, FaultLog faults, CancellationToken cancellation)
    {
        var accounts = new Dictionary<string, Account>();
        foreach (var user in users)
        {
            using var client = new Client(cluster.GatewayMembers, user, seed: 0, _ => { });
            await Parallel.ForEachAsync(orders.Where(order => order.User == user && !order.Ids.IsEmpty), cancellation,
                async (order, cancel) =>
                {
                    await (order.Batch is { } batch ? client.PlaceAsync(batch, cancel) : client.PlaceAsync(order, cancel));
                    await client.LookAsync(order, order.Ids.First(), wait: false, cancel);
                });
            using var billing = new ApiClient(cluster.GatewayMembers[0].Url, Cluster.Issuer.Token(user));
            accounts[user] = await Eventually.GetAsync(() => billing.AccountAsync(cancellation), account => account.Reserved == 0, $"{user} has nothing reserved", cancellation);
        }
        return new Evidence(orders, refusals, cluster.Model.Calls, accounts, faults);
    }
}
