using System.Text.Json;
using StackExchange.Redis;

namespace PromptGen.ClusterTests.Clusters;

/// <summary>What the silos have written into Redis about each other.</summary>
internal sealed class Membership(IDatabase redis)
{
    // The numbers of Orleans' SiloStatus.
    private const int Active = 3, Dead = 6;

    /// <summary>The silos that are members now, by endpoint.</summary>
    public async Task<IReadOnlyList<string>> ActiveAsync() => [.. (await ReadAsync()).Where(silo => silo.Status == Active).Select(silo => silo.Endpoint)];

    /// <summary>The member's full address, generation included.</summary>
    public async Task<string> AddressAsync(Member member) =>
        (await ReadAsync()).Single(silo => silo.Status == Active && silo.Endpoint == member.Endpoint).Address;

    /// <summary>Whether a silo is a member now.</summary>
    public async Task<bool> IsMemberAsync(string address) => (await ReadAsync()).Any(silo => silo.Address == address && silo.Status == Active);

    /// <summary>Waits until a silo is declared dead, or is forgotten altogether.</summary>
    public Task WaitUntilDeadAsync(string address, CancellationToken cancellation) => Eventually.UntilAsync(
        async () => (await ReadAsync()).All(silo => silo.Address != address || silo.Status == Dead), $"{address} is declared dead", cancellation);

    private async Task<IReadOnlyList<(string Address, string Endpoint, int Status)>> ReadAsync()
    {
        var silos = new List<(string, string, int)>();
        foreach (var entry in await redis.HashGetAllAsync("promptgen/members/promptgen"))
        {
            if (entry.Name == "Version")
                continue;
            var silo = JsonSerializer.Deserialize<JsonElement>(entry.Value.ToString());
            var address = silo.GetProperty("SiloAddress").GetProperty("SiloAddress").GetString()!;
            silos.Add((address, address.Split('@')[0], silo.GetProperty("Status").GetInt32()));
        }
        return silos;
    }
}
