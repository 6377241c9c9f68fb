namespace PromptGen;

/// <summary>A user's right to generate.</summary>
/// <param name="IsActive">Whether it is switched on.</param>
/// <param name="EndDate">When it ends; <c>null</c>: never.</param>
[GenerateSerializer, Immutable, Alias("Subscription")]
public sealed record Subscription([property: Id(0)] bool IsActive, [property: Id(1)] DateTimeOffset? EndDate)
{
    /// <summary>
    /// The days left at <paramref name="now"/>, a day begun counting as one; 0 once it ended; <c>null</c> when it never ends.
    /// </summary>
    public int? DaysRemaining(DateTimeOffset now) =>
        EndDate is not { } end ? null : (int)Math.Clamp(Math.Ceiling((end - now).TotalDays), 0, int.MaxValue);
}
