namespace PromptGen;

/// <summary>The values of <see cref="LedgerLine.Kind"/>.</summary>
public static class JournalKinds
{
    /// <summary>A generation was paid.</summary>
    public const string Charge = "charge";

    /// <summary>Tokens were bought or given, with a reference.</summary>
    public const string Grant = "grant";

    /// <summary>The trial, a correction by an administrator, or what an account had when its journal began.</summary>
    public const string Adjustment = "adjustment";
}
