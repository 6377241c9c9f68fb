namespace PromptGen;

/// <summary>Where the tokens of a generation are.</summary>
public enum ChargeState
{
    /// <summary>Nothing was taken from the account.</summary>
    None,

    /// <summary>Set aside until the generation ends.</summary>
    Reserved,

    /// <summary>Paid.</summary>
    Charged,

    /// <summary>Given back in full.</summary>
    Released,
}

/// <summary>What a generation costs at this moment.</summary>
/// <param name="State">Where the tokens are.</param>
/// <param name="Tokens">How many tokens that state concerns; 0 for <see cref="ChargeState.None"/>.</param>
[GenerateSerializer, Immutable, Alias("TokenCharge")]
public sealed record TokenCharge([property: Id(0)] ChargeState State, [property: Id(1)] long Tokens)
{
    /// <summary>Nothing taken.</summary>
    public static TokenCharge None { get; } = new(ChargeState.None, 0);
}
