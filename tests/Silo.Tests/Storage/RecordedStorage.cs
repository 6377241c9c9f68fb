using Orleans.Storage;

namespace PromptGen.Silo.Tests.Storage;

/// <summary>A storage that counts what it is asked for and answers each with the same task.</summary>
internal sealed class RecordedStorage(Task answer) : IGrainStorage
{
    public int Calls { get; private set; }

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Answer();

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Answer();

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Answer();

    private Task Answer()
    {
        Calls++;
        return answer;
    }
}
