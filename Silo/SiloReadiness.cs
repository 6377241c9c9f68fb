using Microsoft.Extensions.Diagnostics.HealthChecks;
using PromptGen.Llm;
using PromptGen.Running;
using PromptGen.Silo.Redis;

namespace PromptGen.Silo;

/// <summary>
/// A silo is ready while it is an active member of the cluster, is not leaving it and reaches Redis; how much waits in it is no matter.
/// What is wrong with the model is told, but keeps nobody away: the fallback answers.
/// </summary>
public sealed class SiloReadiness(ISiloStatusOracle silo, PromptTaskRunner runner, RedisPulse redis, ModelFaults model) : IHealthCheck
{
    /// <inheritdoc />
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(this switch
        {
            _ when silo.CurrentStatus != SiloStatus.Active => HealthCheckResult.Unhealthy($"the silo is {silo.CurrentStatus}"),
            _ when !redis.IsAlive => HealthCheckResult.Unhealthy("Redis does not answer"),
            _ when runner.IsStopping => HealthCheckResult.Unhealthy("the silo is stopping"),
            _ => HealthCheckResult.Healthy(model.Description),
        });
}
