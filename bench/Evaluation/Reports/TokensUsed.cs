namespace PromptGen.Evaluation.Reports;

/// <summary>Tokens that the model used.</summary>
/// <param name="Delivered">For what was delivered: a user would pay for these.</param>
/// <param name="Unpaid">For what was not: repaired, refused, broken off.</param>
internal sealed record TokensUsed(long Delivered, long Unpaid)
{
    /// <summary>All of them.</summary>
    public long Total => Delivered + Unpaid;
}
