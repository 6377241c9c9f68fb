namespace PromptGen.RateLimits;

/// <summary>
/// The generic cell rate algorithm (ITU-T I.371) as a virtual schedule: one moment, at which the bucket will be full again. What is taken
/// is granted whole while at least one permit is left, and the rest is owed: so a batch larger than the bucket can be taken at
/// all, and the long run keeps the rate. Pure: the time is passed in.
/// </summary>
/// <param name="perMinute">Permits that come back in a minute.</param>
/// <param name="burst">The most permits there are.</param>
public sealed class StartBucket(int perMinute, int burst)
{
    private readonly TimeSpan _each = TimeSpan.FromMinutes(1) / perMinute;
    private TimeSpan _fullAt = TimeSpan.MinValue;

    /// <summary>Takes permits.</summary>
    /// <param name="permits">How many; at least one.</param>
    /// <param name="now">What passed since a fixed moment.</param>
    public StartAllowance Take(int permits, TimeSpan now)
    {
        var isTaken = Missing(now) <= Room;
        if (isTaken)
            _fullAt = (_fullAt > now ? _fullAt : now) + permits * _each;
        var missing = Missing(now);
        var remaining = missing > Room ? 0 : (int)((burst * _each - missing) / _each);
        var nextIn = missing > Room ? missing - Room : missing - (burst - remaining - 1) * _each;
        return new StartAllowance(isTaken, burst, perMinute, remaining, nextIn > TimeSpan.Zero ? nextIn : TimeSpan.Zero);
    }

    // What may be missing while one permit is left.
    private TimeSpan Room => (burst - 1) * _each;

    private TimeSpan Missing(TimeSpan now) => _fullAt > now ? _fullAt - now : TimeSpan.Zero;
}
