namespace PromptGen.Testing.Processes;

/// <summary>The Silo program.</summary>
public sealed class SiloProcess : ProgramProcess
{
    private SiloProcess(Uri url, IReadOnlyDictionary<string, string?> settings)
        : base("Silo", url, settings)
    {
    }

    /// <summary>Starts one with these environment variables; in Development unless they say otherwise.</summary>
    public static SiloProcess Start(IReadOnlyDictionary<string, string?> settings, Uri? url = null) => new(url ?? AnyUrl(), settings);
}
