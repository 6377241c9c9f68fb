using System.Collections.Concurrent;
using Orleans.Storage;

namespace PromptGen.Grains.Tests.Cluster;

/// <summary>Holds the writes of chosen tasks up, so that a test can look at the moment before they are durable.</summary>
internal sealed class HeldWrites
{
    private readonly ConcurrentDictionary<string, CallGates.Gate> _gates = new();

    public CallGates.Gate Hold(string task) => _gates.GetOrAdd(task, _ => new CallGates.Gate());

    /// <summary>The storage, with these gates before it.</summary>
    public IGrainStorage Before(IGrainStorage storage) => new Storage(storage, this);

    private sealed class Storage(IGrainStorage inner, HeldWrites held) : IGrainStorage
    {
        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => inner.ReadStateAsync(stateName, grainId, grainState);

        public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            if (held._gates.TryGetValue(grainId.Key.ToString()!, out var gate))
                await gate.Pass();
            await inner.WriteStateAsync(stateName, grainId, grainState);
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => inner.ClearStateAsync(stateName, grainId, grainState);
    }
}
