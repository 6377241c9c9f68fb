namespace PromptGen.Prompts;

/// <summary>How many tokens an instruction has, before it is built.</summary>
public static class InstructionEstimate
{
    /// <summary>
    /// What <see cref="TokenEstimate"/> says of all the messages that <see cref="PromptInstruction.Build"/> makes of the same arguments. The
    /// notes, the long part, are only counted: everything around them is the same around any notes.
    /// </summary>
    public static int Of(PromptSubmission submission, string? template)
    {
        var messages = PromptInstruction.Build(submission with { ManualPrompt = "" }, template);
        var (latin, others) = TokenEstimate.Count(submission.ManualPrompt);
        var around = TokenEstimate.Count(messages[^1].Text);
        return messages.Take(messages.Count - 1).Sum(message => TokenEstimate.Of(message.Text))
            + TokenEstimate.Of((around.Latin + latin, around.Others + others));
    }
}
