namespace PromptGen;

/// <summary>The names of the grain storage providers; the host registers both.</summary>
public static class StorageNames
{
    /// <summary>Tasks: they expire some time after they are finished.</summary>
    public const string Tasks = "tasks";

    /// <summary>Accounts: kept for ever.</summary>
    public const string Tokens = "tokens";
}
