using System.Globalization;

namespace PromptGen.ClusterTests;

/// <summary>What was measured on the way; printed, never judged.</summary>
internal static class Figures
{
    public static void Print(string what, TimeSpan took) => Print(what, string.Create(CultureInfo.InvariantCulture, $"{took.TotalSeconds:0.00} s"));

    public static void Print(string what, object value) => Print($"{what}: {value}");

    public static void Print(string figure) => Console.WriteLine($"   {TestContext.Current.Test?.TestDisplayName.Split('.')[^1]}: {figure}");
}
