using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PromptGen.Gateway.Hosting;

/// <summary>
/// Whether a gateway that is no silo is connected to one: without that it is not ready, and refuses at once what needs the cluster.
/// Until the first connection the client does not even know what grains there are.
/// </summary>
public sealed class ClusterConnection(IHostApplicationLifetime lifetime) : IClusterConnectionStatusObserver, IHealthCheck
{
    private volatile int _silos;

    /// <summary>Whether a silo can be reached now. The start ends after the first connection, when the grains are known.</summary>
    public bool IsUp => _silos > 0 && lifetime.ApplicationStarted.IsCancellationRequested;

    /// <inheritdoc />
    public void NotifyGatewayCountChanged(int currentNumberOfGateways, int previousNumberOfGateways, bool connectionRecovered) => _silos = currentNumberOfGateways;

    /// <inheritdoc />
    public void NotifyClusterConnectionLost() => _silos = 0;

    /// <inheritdoc />
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(IsUp ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("no silo of the cluster can be reached"));

    /// <summary>Refuses what needs the cluster, the API and the dashboard, while there is no silo; in a program that is a silo itself it does nothing.</summary>
    public static void Guard(WebApplication app)
    {
        if (app.Services.GetService<ClusterConnection>() is not { } connection)
            return;
        app.Use((context, next) => !connection.IsUp && context.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>() is not null
            ? throw new OrleansException("No silo of the cluster can be reached.")
            : next(context));
    }
}
