namespace PromptGen.Client;

/// <summary>What a generation would cost.</summary>
/// <param name="ReserveTokens">What would be set aside while it runs.</param>
/// <param name="EstimatedTokens">What it would be charged.</param>
/// <param name="TokensRemaining">What the user can spend.</param>
/// <param name="CanStart">Whether the account would let it begin.</param>
public sealed record Estimate(long ReserveTokens, EstimatedTokens EstimatedTokens, long TokensRemaining, bool CanStart);

/// <summary>A range of tokens.</summary>
/// <param name="Low">For a short prompt.</param>
/// <param name="High">For a long one; the count of the model's provider decides.</param>
public sealed record EstimatedTokens(long Low, long High);
