using System.Collections.Immutable;

namespace PromptGen.Prompts.Facts;

/// <summary>Finds the facts of a text: what a reader would call, write to, pay or come at. Takes time in proportion to the text, whatever it holds.</summary>
public static class FactFinder
{
    /// <summary>The facts in the order of the text; no two of them share a character.</summary>
    public static ImmutableArray<Fact> Find(string text) => [.. Search(text).Facts];

    internal static Scan Search(string text)
    {
        var scan = new Scan(new FoldedText(text));
        AddressScan.Run(scan);
        PhoneScan.Run(scan);
        PriceScan.Run(scan);
        TimeScan.Run(scan);
        NumberScan.Run(scan);
        scan.Facts.Sort((one, other) => one.Start.CompareTo(other.Start));
        return scan;
    }
}
