using PromptGen.Prompts;

namespace PromptGen.Evaluation.Reports;

/// <summary>The version of what the model is told, with and without a template, whatever the notes.</summary>
internal static class InstructionVersion
{
    /// <summary>Changes with the words of the instruction and with nothing else.</summary>
    public static string Now { get; } = ShortHash.Of(new[] { null, "# Role" }
        .SelectMany(template => PromptInstruction.Build(new PromptSubmission { ManualPrompt = "We sell bread.", BusinessType = "bakery" }, template))
        .Select(message => message.Text));
}
