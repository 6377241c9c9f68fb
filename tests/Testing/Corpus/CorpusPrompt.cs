namespace PromptGen.Testing.Corpus;

/// <summary>A good prompt: it keeps every fact of its notes, some in another form that a customer reads as the same, and holds nothing else.</summary>
/// <param name="Id">The notes it was written from.</param>
/// <param name="Language">Their language, and its own.</param>
/// <param name="Prompt">Markdown with headings.</param>
public sealed record CorpusPrompt(string Id, string Language, string Prompt);
