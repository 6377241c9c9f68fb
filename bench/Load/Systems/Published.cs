
namespace PromptGen.Load.Systems;

/// <summary>PromptGen as it was published, on a redis-server of its own.</summary>
/// <param name="gateway">The published <c>Gateway.dll</c>.</param>
/// <param name="silo">The published <c>Silo.dll</c>.</param>
internal sealed class Published(string gateway, string silo) : ISystem
{
    /// <inheritdoc />
    public string Name => "PromptGen";

    /// <inheritdoc />
    public bool IsOurs => true;

    /// <inheritdoc />
    public async Task<Service> StartAsync(int silos, CancellationToken cancellation) =>
        await PublishedService.StartAsync(gateway, silo, silos, cancellation);
}
