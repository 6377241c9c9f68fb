namespace PromptGen;

/// <summary>The names of the grain storage providers; the host registers all.</summary>
public static class StorageNames
{
    /// <summary>Tasks: they expire some time after they are finished.</summary>
    public const string Tasks = "tasks";

    /// <summary>Accounts: kept for ever.</summary>
    public const string Tokens = "tokens";

    /// <summary>Batches: they expire with their generations.</summary>
    public const string Batches = "batches";

    /// <summary>What users have set for webhooks: kept for ever.</summary>
    public const string Webhooks = "webhooks";
}
