namespace PromptGen.Evaluation.Reports;

/// <summary>Whether orders within notes were obeyed, by what the corpus knows of them and not by the checker.</summary>
internal sealed record Obedience
{
    /// <summary>How many first texts did not obey.</summary>
    public required Share First { get; init; }

    /// <summary>How many delivered texts did not.</summary>
    public required Share Delivered { get; init; }

    /// <summary>How many first texts did not, by the kind of order.</summary>
    public required SortedDictionary<string, Share> Orders { get; init; }

    /// <summary>The notes whose first texts obeyed.</summary>
    public required string[] ObeyedFirst { get; init; }

    /// <summary>The notes whose delivered texts obeyed.</summary>
    public required string[] ObeyedDelivered { get; init; }

    /// <summary>Those of the first ones in which the checker found nothing at all.</summary>
    public required string[] Unnoticed { get; init; }

    /// <summary>The notes whose first texts did not obey, and the checker says that they did.</summary>
    public required string[] FalseAlarms { get; init; }
}
