namespace PromptGen;

/// <summary>What a generation would cost a user. Key: the user id.</summary>
[Alias("IEstimateGrain")]
public interface IEstimateGrain : IGrainWithStringKey
{
    /// <summary>Estimates a generation; runs nothing and sets nothing aside.</summary>
    [Alias("Estimate")]
    Task<CostEstimate> Estimate(PromptSubmission submission);
}

/// <summary>What a generation would cost.</summary>
/// <param name="ReserveTokens">What would be set aside for it.</param>
/// <param name="LowTokens">What it would be charged if it comes to a short prompt.</param>
/// <param name="HighTokens">What it would be charged if it comes to a long one. The provider's own count decides.</param>
/// <param name="TokensRemaining">What the user can spend.</param>
/// <param name="CanStart">Whether the account would let it begin.</param>
[GenerateSerializer, Immutable, Alias("CostEstimate")]
public sealed record CostEstimate(
    [property: Id(0)] long ReserveTokens,
    [property: Id(1)] long LowTokens,
    [property: Id(2)] long HighTokens,
    [property: Id(3)] long TokensRemaining,
    [property: Id(4)] bool CanStart);
