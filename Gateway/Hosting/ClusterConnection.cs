using Microsoft.AspNetCore.Authorization;

namespace PromptGen.Gateway.Hosting;

/// <summary>
/// What a gateway that is no silo knows of its connections to silos. Until the first one it refuses at once what needs the cluster, because the
/// client does not even know what grains there are; later a call is what makes it connect.
/// </summary>
public sealed class ClusterConnection(IHostApplicationLifetime lifetime) : IClusterConnectionStatusObserver
{
    private volatile int _silos;

    /// <summary>Whether there is a connection now.</summary>
    public bool IsConnected => _silos > 0 && HasConnected;

    /// <summary>Whether there ever was one. The start ends after the first connection, when the grains are known.</summary>
    public bool HasConnected => lifetime.ApplicationStarted.IsCancellationRequested;

    /// <inheritdoc />
    public void NotifyGatewayCountChanged(int currentNumberOfGateways, int previousNumberOfGateways, bool connectionRecovered) => _silos = currentNumberOfGateways;

    /// <inheritdoc />
    public void NotifyClusterConnectionLost() => _silos = 0;

    /// <summary>Refuses what needs the cluster, the API and the dashboard, until there was a silo; in a program that is a silo itself it does nothing.</summary>
    public static void Guard(WebApplication app)
    {
        if (app.Services.GetService<ClusterConnection>() is not { } connection)
            return;
        app.Use((context, next) => !connection.HasConnected && context.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>() is not null
            ? throw new OrleansException("No silo of the cluster can be reached.")
            : next(context));
    }
}
