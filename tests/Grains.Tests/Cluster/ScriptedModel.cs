using PromptGen.Testing;

namespace PromptGen.Grains.Tests.Cluster;

/// <summary>One model server for all tests: what it does depends on the text it is asked about.</summary>
public sealed class ScriptedModel : IAsyncDisposable
{
    private FakeModelServer? _server;

    public string Endpoint => _server!.Endpoint.AbsoluteUri;

    public async Task StartAsync() => _server = await FakeModelServer.StartAsync();

    /// <summary>What a question that contains <paramref name="marker"/> gets.</summary>
    public void On(string marker, ModelBehaviour behaviour) => _server!.On(marker, behaviour);

    /// <summary>The calls that asked about <paramref name="marker"/>.</summary>
    public IReadOnlyList<ModelCall> Calls(string marker) => _server!.CallsAbout(marker);

    public Task<IReadOnlyList<ModelCall>> Called(string marker, int times) =>
        Eventually.Sees(() => Task.FromResult(Calls(marker)), calls => calls.Count >= times);

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
