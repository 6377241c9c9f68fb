using Microsoft.Extensions.Diagnostics.HealthChecks;
using PromptGen.PromptTasks;
using StackExchange.Redis;

namespace PromptGen.Silo.Health;

/// <summary>A silo is ready while it is an active member of the cluster, takes work and reaches Redis.</summary>
public sealed class SiloReadiness(ISiloStatusOracle silo, IPromptTaskRunner runner, IConnectionMultiplexer redis) : IHealthCheck
{
    /// <inheritdoc />
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(this switch
        {
            _ when silo.CurrentStatus != SiloStatus.Active => HealthCheckResult.Unhealthy($"the silo is {silo.CurrentStatus}"),
            _ when !runner.HasRoom => HealthCheckResult.Unhealthy("the silo is stopping or its queue is full"),
            _ when !redis.IsConnected => HealthCheckResult.Unhealthy("Redis cannot be reached"),
            _ => HealthCheckResult.Healthy(),
        });
}
