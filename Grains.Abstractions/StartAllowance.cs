namespace PromptGen;

/// <summary>What a user may start, after asking for it.</summary>
/// <param name="IsTaken">Whether what was asked for may be started.</param>
/// <param name="Burst">The most starts that can be made at once.</param>
/// <param name="PerMinute">The starts that come back in a minute.</param>
/// <param name="Remaining">The starts that can be made now.</param>
/// <param name="NextIn">When there is one more than <paramref name="Remaining"/>.</param>
[GenerateSerializer, Immutable, Alias("StartAllowance")]
public sealed record StartAllowance(
    [property: Id(0)] bool IsTaken,
    [property: Id(1)] int Burst,
    [property: Id(2)] int PerMinute,
    [property: Id(3)] int Remaining,
    [property: Id(4)] TimeSpan NextIn);
