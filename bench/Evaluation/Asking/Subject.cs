using PromptGen.Testing.Corpus;

namespace PromptGen.Evaluation.Asking;

/// <summary>Notes of the corpus that a prompt is written from.</summary>
/// <param name="Id">Their id there.</param>
/// <param name="Language">The language they are chiefly written in.</param>
/// <param name="Submission">What a user would ask for.</param>
/// <param name="Injection">The order to the model that stands in them, if one does.</param>
internal sealed record Subject(string Id, string Language, PromptSubmission Submission, CorpusInjection? Injection = null);
