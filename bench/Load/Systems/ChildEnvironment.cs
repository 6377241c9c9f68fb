namespace PromptGen.Load.Systems;

/// <summary>What the programs that the bench starts do not inherit.</summary>
internal static class ChildEnvironment
{
    /// <summary>The setting of run.sh by which the threads of the driver do not spin for work that others could do meanwhile.</summary>
    private const string Spinning = "DOTNET_ThreadPool_UnfairSemaphoreSpinLimit";

    /// <summary>Takes settings of PromptGen and of the driver out; the runtime's own stay, they may be what is compared.</summary>
    public static void Clear(IDictionary<string, string?> environment)
    {
        var names = environment.Keys.Where(name => name.Contains("__", StringComparison.Ordinal) || name.StartsWith("ASPNETCORE_", StringComparison.Ordinal)
            || name is "DOTNET_ENVIRONMENT" or "GEMINI_API_KEY" or "GOOGLE_API_KEY" or Spinning);
        foreach (var name in names.ToArray())
            environment.Remove(name);
    }
}
