using System.Diagnostics.Metrics;
using PromptGen.Llm;

namespace PromptGen.Prompts;

/// <summary>Counts what models used and no user pays for: it is the operator's.</summary>
public sealed class UnpaidTokens
{
    /// <summary>The meter.</summary>
    public const string Name = "PromptGen.Prompts";

    /// <summary>Why, besides what a call itself failed of: it was cancelled, the account did not cover it, another attempt had taken over, another call's text was delivered instead.</summary>
    public const string Cancelled = "cancelled", Shortfall = "shortfall", LeaseLost = "lease_lost", Repaired = "repaired";

    private readonly Counter<long> _tokens;

    /// <summary>Creates the counter, with all its reasons at zero: what first appears as one is no increase to whoever watches.</summary>
    public UnpaidTokens(IMeterFactory meters)
    {
        _tokens = meters.Create(Name).CreateCounter<long>(
            "promptgen.model.tokens.unpaid", "{token}", "Tokens that model calls used and no user pays for, by why; estimates where the provider reported none.");
        foreach (var reason in Enum.GetValues<ModelFailureReason>().Select(reason => reason.LogName()).Concat([Cancelled, Shortfall, LeaseLost, Repaired]))
            _tokens.Add(0, new KeyValuePair<string, object?>("reason", reason));
    }

    /// <summary>Counts those of a call or a task.</summary>
    public void Add(long tokens, string reason)
    {
        if (tokens > 0)
            _tokens.Add(tokens, new KeyValuePair<string, object?>("reason", reason));
    }
}
