namespace PromptGen.Testing.Corpus;

/// <summary>Something in notes that a prompt has to keep.</summary>
/// <param name="Kind"><c>phone</c>, <c>email</c>, <c>url</c>, <c>handle</c>, <c>price</c>, <c>time</c> or <c>number</c>.</param>
/// <param name="Text">Its very words in the notes.</param>
public sealed record CorpusFact(string Kind, string Text);
