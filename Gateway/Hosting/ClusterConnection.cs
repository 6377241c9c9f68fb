using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PromptGen.Gateway.Hosting;

/// <summary>Whether a gateway that is no silo is connected to one: without that it is not ready.</summary>
public sealed class ClusterConnection(IHostApplicationLifetime lifetime) : IClusterConnectionStatusObserver, IHealthCheck
{
    private volatile int _silos;

    /// <inheritdoc />
    public void NotifyGatewayCountChanged(int currentNumberOfGateways, int previousNumberOfGateways, bool connectionRecovered) => _silos = currentNumberOfGateways;

    /// <inheritdoc />
    public void NotifyClusterConnectionLost() => _silos = 0;

    /// <inheritdoc />
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        // The start ends after the connection, when the cluster has said what grains it has.
        Task.FromResult(_silos > 0 && lifetime.ApplicationStarted.IsCancellationRequested ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("no silo of the cluster can be reached"));
}
