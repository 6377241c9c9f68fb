namespace PromptGen.Evaluation.Reports;

/// <summary>Some of many.</summary>
/// <param name="Count">How many.</param>
/// <param name="Of">Out of how many.</param>
internal sealed record Share(int Count, int Of)
{
    /// <summary>The one by the other, from 0 to 1; <c>null</c>: there are none.</summary>
    public double? Rate => Of == 0 ? null : Math.Round((double)Count / Of, 4);
}
