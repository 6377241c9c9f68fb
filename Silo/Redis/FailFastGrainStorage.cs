using Orleans.Storage;

namespace PromptGen.Silo.Redis;

/// <summary>
/// The storage of grains, which fails at once while Redis is known not to answer, and always in time. A client hears so
/// instead of waiting for the timeouts of one command after another, and no calls pile up behind them.
/// </summary>
public sealed class FailFastGrainStorage(IGrainStorage storage, RedisPulse pulse) : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>
{
    /// <inheritdoc />
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        pulse.IsAlive ? storage.ReadStateAsync(stateName, grainId, grainState).InTime() : Fail();

    /// <inheritdoc />
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        pulse.IsAlive ? storage.WriteStateAsync(stateName, grainId, grainState).InTime() : Fail();

    /// <inheritdoc />
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        pulse.IsAlive ? storage.ClearStateAsync(stateName, grainId, grainState).InTime() : Fail();

    /// <inheritdoc />
    public void Participate(ISiloLifecycle lifecycle)
    {
        if (storage is ILifecycleParticipant<ISiloLifecycle> participant)
            participant.Participate(lifecycle);
    }

    private static Task Fail() => Task.FromException(new OrleansException("Redis does not answer."));
}
