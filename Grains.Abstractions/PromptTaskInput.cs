namespace PromptGen;

/// <summary>What a generation was asked for, and the prompt it has come to, for its user.</summary>
/// <param name="Status">Its state.</param>
/// <param name="Submission">What was asked for.</param>
/// <param name="Prompt">The prompt; <c>null</c> while there is none, and where it ended without.</param>
[GenerateSerializer, Immutable, Alias("PromptTaskInput")]
public sealed record PromptTaskInput([property: Id(0)] PromptTaskStatus Status, [property: Id(1)] PromptSubmission Submission, [property: Id(2)] string? Prompt);
