using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PromptGen.Gateway.Hosting;

/// <summary>A gateway that is no silo is ready while it is connected to one, or can be.</summary>
public sealed class ClusterReadiness(ClusterConnection connection, IGrainFactory grains) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <inheritdoc />
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (connection.IsConnected)
            return HealthCheckResult.Healthy();
        if (!connection.HasConnected)
            return HealthCheckResult.Unhealthy("no silo of the cluster was reached yet");
        try
        {
            // A call is what makes the client connect again, and a gateway that is not ready gets no other.
            await grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true, cancellationToken).WaitAsync(Patience, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy("no silo of the cluster can be reached");
        }
    }
}
