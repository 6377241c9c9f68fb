namespace PromptGen.Llm;

/// <summary>The provider sent more bytes than any answer needs.</summary>
internal sealed class ModelResponseTooLargeException() : IOException("The model's response is too large.");
