namespace PromptGen.ServiceDefaults.Security;

/// <summary>Section <c>Metrics</c>: who may read <c>/metrics</c>.</summary>
public sealed class MetricsSettings
{
    /// <summary>The section's name.</summary>
    public const string Section = "Metrics";

    /// <summary>Whether everybody who reaches it may; else programs on this machine, and administrators.</summary>
    public bool Public { get; set; }
}
