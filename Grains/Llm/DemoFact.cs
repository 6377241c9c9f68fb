namespace PromptGen.Llm;

/// <summary>What a piece of the notes is about.</summary>
internal enum DemoKind
{
    /// <summary>Anything else.</summary>
    About,

    /// <summary>When the business is open.</summary>
    Hours,

    /// <summary>What something costs.</summary>
    Prices,

    /// <summary>How to reach it.</summary>
    Contact,
}

/// <summary>A piece of the notes that stands for itself.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Lines">The user's words; after the first line those that belong under it.</param>
internal sealed record DemoFact(DemoKind Kind, IReadOnlyList<string> Lines)
{
    /// <summary>The fact as a list of a prompt.</summary>
    public string ToList() => string.Join('\n', Lines.Select((line, at) => at == 0 ? $"- {line}" : $"  - {line}"));
}
