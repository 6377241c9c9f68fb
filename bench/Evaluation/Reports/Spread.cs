namespace PromptGen.Evaluation.Reports;

/// <summary>How long it took.</summary>
/// <param name="Mean">On average.</param>
/// <param name="Median">Half of them took longer.</param>
/// <param name="P95">One of twenty took longer.</param>
internal sealed record Spread(double Mean, double Median, double P95)
{
    /// <summary>Of times in seconds; <c>null</c>: there are none.</summary>
    public static Spread? Of(IEnumerable<double> seconds)
    {
        double[] sorted = [.. seconds.Order()];
        return sorted.Length == 0 ? null : new(Math.Round(sorted.Average(), 2), At(sorted, 0.5), At(sorted, 0.95));
    }

    private static double At(double[] sorted, double share) => Math.Round(sorted[(int)Math.Ceiling(share * sorted.Length) - 1], 2);
}
