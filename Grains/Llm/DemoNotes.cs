namespace PromptGen.Llm;

/// <summary>What a message to the model was built from. It rides along as the message's raw representation, which no client sends.</summary>
/// <param name="Template">The business template, if there is one.</param>
/// <param name="Text">The user's notes.</param>
/// <param name="Previous">The prompt that is to be changed, if one is.</param>
/// <param name="Feedback">What the user wants otherwise, if anything.</param>
internal sealed record DemoNotes(string? Template, string Text, string? Previous = null, string? Feedback = null);
