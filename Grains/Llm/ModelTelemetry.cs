namespace PromptGen.Llm;

/// <summary>Names that a host needs to collect the model calls' traces and metrics.</summary>
public static class ModelTelemetry
{
    /// <summary>The activity source and the meter of the model calls (OpenTelemetry's conventions for generative AI, without content).</summary>
    public const string Name = "PromptGen.Models";
}
