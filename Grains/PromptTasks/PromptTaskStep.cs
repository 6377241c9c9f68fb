namespace PromptGen.PromptTasks;

/// <summary>The steps of a generation, in their order. Persisted by name.</summary>
public enum PromptTaskStep
{
    /// <summary>No task: the state of a grain that nothing was submitted to.</summary>
    None,

    /// <summary>Accepted, waiting for its turn.</summary>
    Queued,

    /// <summary>Started.</summary>
    Initializing,

    /// <summary>Subscription and tokens are checked and the tokens reserved.</summary>
    TokensReserved,

    /// <summary>The template is chosen and the instruction built.</summary>
    InstructionBuilt,

    /// <summary>The model is working.</summary>
    WaitingForModel,

    /// <summary>The result is durable; the tokens are being settled.</summary>
    Finalizing,

    /// <summary>Done.</summary>
    Completed,

    /// <summary>Refused.</summary>
    Failed,

    /// <summary>Stopped.</summary>
    Cancelled,
}
