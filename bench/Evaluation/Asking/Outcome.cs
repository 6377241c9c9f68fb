using PromptGen.Llm;
using PromptGen.Prompts;
using PromptGen.Prompts.Checks;

namespace PromptGen.Evaluation.Asking;

/// <summary>What came of asking the model about a subject.</summary>
/// <param name="Subject">The notes.</param>
/// <param name="Template">Id of the template that was used; <c>null</c>: there is none for them.</param>
/// <param name="Result">What the service would have got.</param>
/// <param name="Delivered">What its user would have got: the model's prompt, or the fallback.</param>
internal sealed record Outcome(Subject Subject, string? Template, PromptWriterResult Result, string Delivered)
{
    /// <summary>The first whole text of the model, as the service holds it against the notes; <c>null</c>: there was none.</summary>
    public string? First { get; init; }

    /// <summary>What was found in it.</summary>
    public PromptReport? Report { get; init; }

    /// <summary>Whether the model had put words around it, or thoughts or a fence, which the service takes away.</summary>
    public bool IsTrimmed { get; init; }

    /// <summary>How long it took, waits for a busy model aside.</summary>
    public TimeSpan Time { get; init; }

    /// <summary>Tokens of the calls that were not delivered.</summary>
    public long UnpaidTokens { get; init; }

    /// <summary>The prompt, if the model's was delivered.</summary>
    public PromptWriterResult.Written? Written => Result as PromptWriterResult.Written;

    /// <summary>Why it was not.</summary>
    public PromptWriterResult.Failed? Failure => Result as PromptWriterResult.Failed;

    /// <summary>Tokens of all calls.</summary>
    public long Tokens => (Written?.Usage.TotalTokens ?? 0) + UnpaidTokens;

    /// <summary>Whether the model gave an answer, be it a bad one.</summary>
    public bool IsAnswered => Failure is null or
    {
        Reason: ModelFailureReason.Quality or ModelFailureReason.Blocked or ModelFailureReason.Empty or ModelFailureReason.Cut or ModelFailureReason.TooLarge,
    };
}
