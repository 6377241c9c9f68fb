namespace PromptGen.Evaluation.Reports;

/// <summary>How a model did with one file of the corpus.</summary>
internal sealed record PartReport
{
    /// <summary>With all of it.</summary>
    public required Rates All { get; init; }

    /// <summary>For each check, how many first texts passed it.</summary>
    public required SortedDictionary<string, Share> Checks { get; init; }

    /// <summary>How many facts of the notes, as the checker finds them, the first texts kept; by kind.</summary>
    public required SortedDictionary<string, Share> Facts { get; init; }

    /// <summary>By the language of the notes.</summary>
    public required SortedDictionary<string, Rates> Languages { get; init; }

    /// <summary>By the id of the template.</summary>
    public required SortedDictionary<string, Rates> Templates { get; init; }

    /// <summary>The notes whose first texts did not pass, by the check.</summary>
    public required SortedDictionary<string, string[]> Findings { get; init; }

    /// <summary>The notes that the fallback would have answered, by the reason.</summary>
    public required SortedDictionary<string, string[]> Fallbacks { get; init; }
}
