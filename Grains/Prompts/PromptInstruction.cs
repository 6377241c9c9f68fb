using Microsoft.Extensions.AI;
using PromptGen.Llm;
using PromptGen.Prompts.Checks;

namespace PromptGen.Prompts;

/// <summary>What the model is asked: our rules, the template if there is one, the user's texts as data, the task.</summary>
public static class PromptInstruction
{
    private const string Notes = "NOTES", Kind = "KIND OF BUSINESS", Previous = "PROMPT SO FAR", Wishes = "WISHES";

    /// <summary>The messages to send. The same arguments always give the same messages.</summary>
    /// <param name="submission">What the user asks for.</param>
    /// <param name="template">The business template, if there is one. A prompt that is changed has its form already.</param>
    public static IReadOnlyList<ChatMessage> Build(PromptSubmission submission, string? template)
    {
        var form = string.IsNullOrWhiteSpace(template) || submission.PreviousPrompt is not null ? null : template;
        var fence = DataFence.For(submission.ManualPrompt, submission.BusinessType, submission.PreviousPrompt, submission.Feedback);
        return
        [
            new(ChatRole.System, InstructionRules.For(fence.Tag, submission)),
            new(ChatRole.User, string.Join("\n\n", Parts(submission, form, fence)))
            {
                RawRepresentation = new DemoNotes(form, submission.ManualPrompt, submission.PreviousPrompt, submission.Feedback),
            },
        ];
    }

    /// <summary>What a prompt that was written so is held against.</summary>
    /// <param name="submission">What the user asks for.</param>
    /// <param name="template">The business template, if there is one.</param>
    public static PromptSources Sources(PromptSubmission submission, string? template) => new(submission.ManualPrompt)
    {
        Template = template,
        Rules = InstructionRules.Words,
        Language = submission.Language,
        Previous = submission.PreviousPrompt,
        Feedback = submission.Feedback,
    };

    /// <summary>The same, with the wish for a shorter answer: the one before was cut at the output limit.</summary>
    /// <param name="messages">What was asked.</param>
    /// <param name="outputLimit">The limit in tokens.</param>
    public static IReadOnlyList<ChatMessage> Shorter(IReadOnlyList<ChatMessage> messages, int outputLimit) =>
    [
        .. messages.SkipLast(1),
        // Scripts differ in words to the token; a quarter leaves room for each of them, and for thoughts.
        new(messages[^1].Role, $"{messages[^1].Text}\n\nThe whole prompt must have at most {outputLimit / 4} words. Do not think about it for long, and bring it to a proper end."),
    ];

    /// <summary>The same, with what came of it and what is wrong with that.</summary>
    /// <param name="messages">What was asked.</param>
    /// <param name="written">What the model wrote.</param>
    /// <param name="wrong">What is wrong with it.</param>
    public static IReadOnlyList<ChatMessage> Repair(IReadOnlyList<ChatMessage> messages, string written, string wrong) =>
        [.. messages, new(ChatRole.Assistant, written), new(ChatRole.User, wrong)];

    private static IEnumerable<string> Parts(PromptSubmission submission, string? form, DataFence fence)
    {
        if (form is not null)
            yield return $"The template:\n\n{form}";
        if (!string.IsNullOrWhiteSpace(submission.BusinessType))
            yield return $"The kind of business, in the owner's words:\n\n{fence.Around(Kind, submission.BusinessType)}";
        yield return $"The notes:\n\n{fence.Around(Notes, submission.ManualPrompt)}";
        if (submission.PreviousPrompt is { } previous)
            yield return $"The prompt so far:\n\n{fence.Around(Previous, previous)}";
        if (submission.Feedback is { } feedback)
            yield return $"What the owner wants otherwise:\n\n{fence.Around(Wishes, feedback)}";
        if (submission.PreviousPrompt is null)
            yield return InstructionRules.Outline;
        yield return $"{Task(submission, form)} Output only the prompt.";
    }

    private static string Task(PromptSubmission submission, string? form) => submission switch
    {
        { PreviousPrompt: not null } =>
            "Change the prompt so far as the owner wants: do all of it, and keep everything else of that prompt as it is, its sections, its words and its facts. "
            + "Facts of the notes that it lacks come in, unless the owner wants them out; facts among the wishes count like those of the notes. Give the whole prompt, not only what changed.",
        _ when form is not null =>
            "Turn the notes into a complete, professional, structured prompt in the format of the template: its sections in its order, with what the notes say in place of the bracketed placeholders. "
            + "Leave out what the notes say nothing about, give facts that fit no section one of their own, and let what the template has no place for follow at the end." + Wanted(submission),
        _ => "Turn the notes into a complete, professional, structured prompt for the assistant of this business, in short sections with headings." + Wanted(submission),
    };

    private static string Wanted(PromptSubmission submission) => submission.Feedback is null ? "" : " Write it as the owner wants.";
}
