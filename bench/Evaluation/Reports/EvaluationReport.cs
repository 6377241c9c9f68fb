namespace PromptGen.Evaluation.Reports;

/// <summary>What came of a run. Its property names are a file format: a change of their meaning is a new <see cref="Version"/>. It holds no text of a note or a prompt.</summary>
internal sealed record EvaluationReport
{
    /// <summary>The format that this program writes and reads.</summary>
    public const int Version = 1;

    /// <summary>The format of this one.</summary>
    public required int Format { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset When { get; init; }

    /// <summary>The provider, as it is configured.</summary>
    public required string Provider { get; init; }

    /// <summary>The model, as it is configured.</summary>
    public required string Model { get; init; }

    /// <summary>The models that wrote, as the provider names them.</summary>
    public required string[] AnsweredBy { get; init; }

    /// <summary>The version of the instruction: a hash of its words.</summary>
    public required string Instruction { get; init; }

    /// <summary>Ids of the templates that were used, which hold their versions.</summary>
    public required string[] Templates { get; init; }

    /// <summary>The only language that was asked about; <c>null</c>: all of the corpus.</summary>
    public required string? Language { get; init; }

    /// <summary>How much of the corpus it is about.</summary>
    public required CorpusSize Corpus { get; init; }

    /// <summary>The notes.</summary>
    public required PartReport Notes { get; init; }

    /// <summary>The notes that hold orders to the model.</summary>
    public required PartReport Injections { get; init; }

    /// <summary>What became of those orders.</summary>
    public required Obedience Obedience { get; init; }
}
