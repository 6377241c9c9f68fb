namespace PromptGen.Prompts.Facts;

/// <summary>Something in a text that has to be exact.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its very words.</param>
/// <param name="Start">Where in the text they begin, in UTF-16 units.</param>
public sealed record Fact(FactKind Kind, string Text, int Start)
{
    /// <summary>How long it is, in UTF-16 units.</summary>
    public int Length => Text.Length;

    /// <summary>Where it ends.</summary>
    public int End => Start + Text.Length;

    /// <summary>What it comes down to, however it is written: one value, or the two ends of a range.</summary>
    internal string[] Values { get; init; } = [];

    /// <summary>Of a small number, how the words begin that may say what it counts.</summary>
    internal string[] Counted { get; init; } = [];

    /// <summary>What a number comes to if it is an hour, which the words around it leave open.</summary>
    internal string[] Hours { get; init; } = [];
}
