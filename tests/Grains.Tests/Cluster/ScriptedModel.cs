using System.Collections.Concurrent;
using PromptGen.Testing;

namespace PromptGen.Grains.Tests.Cluster;

/// <summary>One model server for all tests: what it does depends on the text it is asked about.</summary>
public sealed class ScriptedModel : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ModelBehaviour> _scripts = new();
    private FakeModelServer? _server;

    public string Endpoint => _server!.Endpoint.AbsoluteUri;

    public async Task StartAsync() => _server = await FakeModelServer.StartAsync(exchange =>
        (_scripts.FirstOrDefault(script => exchange.Call.Prompt.Contains(script.Key, StringComparison.Ordinal)).Value
            ?? ModelBehaviours.Answer(FakeModelServer.DefaultText))(exchange));

    /// <summary>What a question that contains <paramref name="marker"/> gets.</summary>
    public void On(string marker, ModelBehaviour behaviour) => _scripts[marker] = behaviour;

    /// <summary>The calls that asked about <paramref name="marker"/>.</summary>
    public IReadOnlyList<ModelCall> Calls(string marker) =>
        [.. _server!.Calls.Where(call => call.Prompt.Contains(marker, StringComparison.Ordinal))];

    public Task<IReadOnlyList<ModelCall>> Called(string marker, int times) =>
        Eventually.Sees(() => Task.FromResult(Calls(marker)), calls => calls.Count >= times);

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
