namespace PromptGen.ClusterTests.Loads;

/// <summary>How much is ordered, and of what.</summary>
/// <param name="Seed">Repeats the orders.</param>
/// <param name="Users">Accounts.</param>
/// <param name="ClientsPerUser">Orders at once in each.</param>
/// <param name="Starters">Clients besides that start orders steadily, without waiting for their ends.</param>
/// <param name="LongestAnswer">How long the model takes at the most.</param>
/// <param name="IsMixed">Whether some orders are refused by the model and some cancelled.</param>
internal sealed record LoadShape(int Seed, int Users = 4, int ClientsPerUser = 4, int Starters = 0, TimeSpan? LongestAnswer = null, bool IsMixed = true)
{
    /// <summary>What each account begins with: more than can be spent.</summary>
    public const long Tokens = 1_000_000_000;

    public Order NewOrder(Random random, string user, string noise)
    {
        var kind = IsMixed ? random.Next(10) switch { 0 => Kind.Refused, 1 => Kind.Cancelled, _ => Kind.Written } : Kind.Written;
        var longest = (int)(LongestAnswer ?? TimeSpan.FromSeconds(1)).TotalMilliseconds;
        return new Order(user, kind, random.Next(longest / 10, longest), noise);
    }
}
