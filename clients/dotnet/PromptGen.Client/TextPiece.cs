namespace PromptGen.Client;

/// <summary>A piece of a prompt while it is written.</summary>
/// <param name="Text">The text.</param>
/// <param name="IsReset">Whether what came before is to be dropped: the model began anew.</param>
public readonly record struct TextPiece(string Text, bool IsReset);
