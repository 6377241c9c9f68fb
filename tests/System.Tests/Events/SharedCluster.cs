using PromptGen.Testing.Processes;

namespace PromptGen.SystemTests.Events;

/// <summary>Two silos and a gateway for the tests that kill nothing.</summary>
public sealed class SharedCluster : IAsyncLifetime
{
    public const long Tokens = 10_000_000;

    private TaskCluster _cluster = null!;

    internal FakeModelServer Model => _cluster.Model;

    internal GatewayProcess Gateway => _cluster.Gateway;

    internal TaskCluster Cluster => _cluster;

    public async ValueTask InitializeAsync() => _cluster = await TaskCluster.StartAsync(silos: 2);

    public ValueTask DisposeAsync() => _cluster?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>A new user with tokens for everything.</summary>
    internal Task<ApiClient> UserAsync() => UserAsync(NewName());

    /// <inheritdoc cref="UserAsync()"/>
    internal Task<ApiClient> UserAsync(string name) => _cluster.UserAsync(name, Tokens);

    internal static string NewName() => $"user-{Guid.NewGuid():N}";
}

/// <summary>Its tests run one after the other, so that they can measure.</summary>
[CollectionDefinition(Name)]
public sealed class SharedClusterGroup : ICollectionFixture<SharedCluster>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "shared cluster";
}
