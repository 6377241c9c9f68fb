using PromptGen.Testing.Processes;

namespace PromptGen.SystemTests.Events;

/// <summary>Two silos and a gateway for the tests that kill nothing.</summary>
public sealed class SharedCluster : IAsyncLifetime
{
    private TaskCluster _cluster = null!;

    internal FakeModelServer Model => _cluster.Model;

    internal GatewayProcess Gateway => _cluster.Gateways[0];

    internal TaskCluster Cluster => _cluster;

    public async ValueTask InitializeAsync() => _cluster = await TaskCluster.StartAsync(silos: 2, gateways: 1);

    public ValueTask DisposeAsync() => _cluster?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>A new user with tokens for everything.</summary>
    internal Task<ApiClient> UserAsync() => _cluster.UserAsync($"user-{Guid.NewGuid():N}", 10_000_000);
}

/// <summary>Its tests run one after the other, so that they can measure.</summary>
[CollectionDefinition(Name)]
public sealed class SharedClusterGroup : ICollectionFixture<SharedCluster>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "shared cluster";
}
