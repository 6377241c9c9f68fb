namespace PromptGen.Tokens;

/// <summary>Whoever an account set tokens aside for. Key: <see cref="PromptTaskKey"/>.</summary>
[Alias("IReservationHolderGrain")]
public interface IReservationHolderGrain : IGrainWithStringKey
{
    /// <summary>Whether it still needs a reservation, to settle it or to find that it did.</summary>
    [Alias("Holds")]
    Task<bool> Holds(Guid reservationId);
}
