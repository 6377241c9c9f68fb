namespace PromptGen;

/// <summary>What became of a change to an account.</summary>
public enum AccountOutcome
{
    /// <summary>Done, or there was nothing to do.</summary>
    Done,

    /// <summary>It had been done before under the same name; nothing was done again, and the answer is the first one.</summary>
    Replayed,

    /// <summary>Another change had been made under the same name; nothing was done.</summary>
    KeyReused,

    /// <summary>The grant's reference was used before for another number of tokens; nothing was done.</summary>
    ReferenceReused,

    /// <summary>Only the end of a subscription was to change, and there is no subscription; nothing was done.</summary>
    NoSubscription,
}
