namespace PromptGen.ClusterTests.Loads;

/// <summary>What is to become of an order.</summary>
internal enum Kind
{
    /// <summary>The model writes it.</summary>
    Written,

    /// <summary>The model refuses it, so that the fallback answers.</summary>
    Refused,

    /// <summary>The client cancels it, in time or too late.</summary>
    Cancelled,
}
