using PromptGen.Evaluation.Reports;

namespace PromptGen.Evaluation.Tables;

/// <summary>Figures as they stand in tables.</summary>
internal static class Cells
{
    /// <summary>Where there is no figure.</summary>
    public const string None = "–";

    /// <summary>In percent.</summary>
    public static string Percent(double? rate) => rate is { } value ? $"{value * 100:0.0} %" : None;

    /// <summary>In percent, of how many.</summary>
    public static string Percent(Share share) => share.Of == 0 ? None : $"{Percent(share.Rate)} ({share.Count} of {share.Of})";

    /// <summary>In percent, of how many.</summary>
    public static string Percent(int count, int of) => Percent(new Share(count, of).Rate);

    /// <summary>Seconds.</summary>
    public static string Seconds(double? seconds) => seconds is { } value ? $"{value:0.00}" : None;

    /// <summary>A whole number.</summary>
    public static string Number(double? number) => number is { } value ? $"{value:N0}" : None;
}
