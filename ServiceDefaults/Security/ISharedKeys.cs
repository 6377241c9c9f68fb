namespace PromptGen.ServiceDefaults.Security;

/// <summary>Random keys that all silos and gateways of a cluster share, and that outlive them.</summary>
public interface ISharedKeys
{
    /// <summary>The key of this name; whoever asks first makes it.</summary>
    /// <exception cref="Hosting.StartupException">It can be neither read nor kept.</exception>
    Task<byte[]> Get(string name);
}
