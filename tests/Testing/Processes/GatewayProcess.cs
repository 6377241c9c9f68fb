namespace PromptGen.Testing.Processes;

/// <summary>The Gateway program.</summary>
public sealed class GatewayProcess : ProgramProcess
{
    private GatewayProcess(Uri url, IReadOnlyDictionary<string, string?> settings, EarlierBuild? build)
        : base("Gateway", url, settings, build)
    {
    }

    /// <summary>Starts one with these environment variables; in Development unless they say otherwise.</summary>
    public static GatewayProcess Start(IReadOnlyDictionary<string, string?> settings, Uri? url = null, EarlierBuild? build = null) => new(url ?? AnyUrl(), settings, build);
}
