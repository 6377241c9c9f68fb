using Microsoft.Extensions.AI;

namespace PromptGen.Prompts;

/// <summary>What a generation used, in tokens.</summary>
/// <param name="PromptTokens">Tokens of the instruction.</param>
/// <param name="CompletionTokens">Tokens of the answer.</param>
/// <param name="TotalTokens">What the provider counts in all; may exceed the sum where it counts hidden tokens.</param>
/// <param name="Estimated">Not all of it was reported, or more was reported than can be true, so the numbers are <see cref="TokenEstimate"/>'s.</param>
public sealed record ModelUsage(int PromptTokens, int CompletionTokens, int TotalTokens, bool Estimated)
{
    /// <summary>What the provider reported in all, where that was not believed; null otherwise.</summary>
    internal long? Disbelieved { get; private init; }

    /// <summary>The larger of each count.</summary>
    internal static UsageDetails Larger(UsageDetails? one, UsageDetails other) => new()
    {
        InputTokenCount = Math.Max(Count(one?.InputTokenCount), Count(other.InputTokenCount)),
        OutputTokenCount = Math.Max(Count(one?.OutputTokenCount), Count(other.OutputTokenCount)),
        TotalTokenCount = Math.Max(Count(one?.TotalTokenCount), Count(other.TotalTokenCount)),
    };

    /// <summary>
    /// What the provider reported; where it did not count, and where it counts more than four times the instruction and twice the output
    /// limit, our estimate.
    /// </summary>
    internal static ModelUsage Of(UsageDetails? reported, IEnumerable<ChatMessage> messages, string written, int outputLimit)
    {
        var instruction = messages.Sum(message => TokenEstimate.Of(message.Text));
        var answer = TokenEstimate.Of(written);
        var (prompt, completion, total) = (Count(reported?.InputTokenCount), Count(reported?.OutputTokenCount), Count(reported?.TotalTokenCount));

        // One count that is missing is what the other leaves of the sum. Zeros are what servers send that do not count.
        if (prompt == 0 && completion > 0 && total > completion)
            prompt = total - completion;
        if (completion == 0 && prompt > 0 && total > prompt)
            completion = total - prompt;
        var isEstimated = prompt == 0 || completion == 0;
        prompt = prompt == 0 ? instruction : prompt;
        completion = completion == 0 ? answer : completion;
        total = Math.Max(total, prompt + completion);

        var believable = (4L * instruction) + (2L * outputLimit);
        return total > believable
            ? new(instruction, answer, instruction + answer, Estimated: true) { Disbelieved = total }
            : new((int)prompt, (int)completion, (int)total, isEstimated);
    }

    private static long Count(long? tokens) => Math.Clamp(tokens ?? 0, 0, int.MaxValue);
}
