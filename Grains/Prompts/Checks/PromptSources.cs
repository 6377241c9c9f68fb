namespace PromptGen.Prompts.Checks;

/// <summary>What a prompt was written from: it is judged against this and nothing else.</summary>
/// <param name="Notes">The user's text.</param>
public sealed record PromptSources(string Notes)
{
    /// <summary>The business template, if there was one.</summary>
    public string? Template { get; init; }

    /// <summary>What the model was told in our words: none of it belongs into a prompt.</summary>
    public WordRuns? Rules { get; init; }

    /// <summary>The BCP 47 tag of the language that was asked for; <c>null</c>: that of the notes.</summary>
    public string? Language { get; init; }

    /// <summary>The prompt that a refinement began with.</summary>
    public string? Previous { get; init; }

    /// <summary>What its user wanted of the refinement: what it speaks of may go or change.</summary>
    public string? Feedback { get; init; }

    /// <summary>Whether the model said itself that it was cut.</summary>
    public bool IsCut { get; init; }
}
