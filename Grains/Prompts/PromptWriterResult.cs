using PromptGen.Llm;

namespace PromptGen.Prompts;

/// <summary>What became of asking the model: <see cref="Written"/> or <see cref="Failed"/>, nothing else.</summary>
public abstract record PromptWriterResult
{
    private PromptWriterResult()
    {
    }

    /// <summary>The model wrote a prompt.</summary>
    /// <param name="Text">The prompt, never blank.</param>
    /// <param name="Model">The model that wrote it, as the provider names it.</param>
    /// <param name="Usage">What it used.</param>
    public sealed record Written(string Text, string Model, ModelUsage Usage) : PromptWriterResult
    {
        /// <summary>Whether a model wrote it, or the demo writer.</summary>
        public PromptOrigin Origin { get; init; } = PromptOrigin.Ai;

        /// <summary>From the call that it answered to its end.</summary>
        public TimeSpan ResponseTime { get; init; }

        /// <summary>What was found when it was held against the notes; <c>null</c> before that.</summary>
        public PromptQuality? Quality { get; init; }
    }

    /// <summary>There is no prompt from the model.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="RetryAfter">How long the provider asks to be left alone, where it says.</param>
    /// <param name="Status">The HTTP status it answered with, where it was an error.</param>
    /// <param name="Exception">The type of the exception that said so, if one did; its message may quote what was sent.</param>
    public sealed record Failed(ModelFailureReason Reason, TimeSpan? RetryAfter = null, int? Status = null, string? Exception = null) : PromptWriterResult
    {
        /// <summary>Whether the user asked the demo writer for it: it is not asked again, and no evidence of how a provider does.</summary>
        public bool IsStaged { get; init; }

        /// <summary>What was wrong with the answers, where that is why.</summary>
        public PromptQuality? Quality { get; init; }
    }
}
