using Microsoft.Extensions.AI;

namespace PromptGen.Llm;

/// <summary>What an answer may have ended by, beside what every server knows.</summary>
internal static class FinishReasons
{
    /// <summary>The provider says itself that the answer is not whole.</summary>
    public static readonly ChatFinishReason BrokenOff = new("broken_off");
}
