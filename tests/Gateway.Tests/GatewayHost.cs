using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using Orleans.Configuration;
using PromptGen.Gateway.Hosting;
using PromptGen.ServiceDefaults;
using PromptGen.ServiceDefaults.Security;
using PromptGen.Testing;
using PromptGen.Testing.Processes;

[assembly: AssemblyFixture(typeof(PromptGen.Gateway.Tests.GatewayHost))]

namespace PromptGen.Gateway.Tests;

/// <summary>The Gateway as its program composes it: a silo on the embedded Redis, and a model server of the tests' own.</summary>
public class GatewayHost : IAsyncLifetime
{
    /// <summary>The key the model is called with.</summary>
    public const string ModelKey = "sk-canary";

    private readonly string _directory = Directory.CreateTempSubdirectory("promptgen-http-").FullName;
    private WebApplication? _app;
    private IAsyncDisposable? _redis;

    /// <summary>The environment it runs in.</summary>
    public string Environment { get; init; } = "Development";

    /// <summary>Settings beside its own, as on the command line.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    // The page's files are read where they lie: a test's own directory has no copy of them.
    private static string WebRoot => Path.Combine(ProgramProcess.RepositoryRoot, "Gateway", "wwwroot");

    /// <summary>The model.</summary>
    public FakeModelServer Model { get; private set; } = null!;

    /// <summary>Where Orleans listens for other silos.</summary>
    public int SiloPort { get; } = FreePorts.Next();

    /// <summary>Where Orleans listens for clients.</summary>
    public int GatewayPort { get; } = FreePorts.Next();

    /// <summary>Where the Gateway listens.</summary>
    public Uri Address => new(_app!.Urls.First());

    public async ValueTask InitializeAsync()
    {
        Model = await FakeModelServer.StartAsync();
        var builder = PromptGenHost.CreateBuilder(
            [
                "--environment", Environment, "--webroot", WebRoot, $"--Redis:DataDirectory={_directory}", $"--Orleans:SiloPort={SiloPort}",
                $"--Orleans:GatewayPort={GatewayPort}", "--Model:Provider=openai", $"--Model:Endpoint={Model.Endpoint}", "--Model:Name=test-model",
                $"--Model:ApiKey={ModelKey}", "--Model:RetryDelay=00:00:00.005",
                // Models that were left hanging need not be waited for.
                "--Tasks:DrainTimeout=00:00:00", "--Webhooks:AllowedHosts:0=localhost", .. Settings,
            ],
            "http://127.0.0.1:0");
        builder.AddPromptGenSecurity();
        _redis = await builder.AddCluster();
        builder.AddGateway();
        // Longer than any test waits: nobody is sent away from Orleans's ports for saying nothing.
        builder.Services.Configure<ConnectionOptions>(connections => connections.OpenConnectionTimeout = TimeSpan.FromMinutes(10));
        Configure(builder);
        _app = builder.Build();
        _app.MapGateway();
        await _app.StartAsync();
    }

    /// <summary>What the tokens of Development are signed with here.</summary>
    public SymmetricSecurityKey DevelopmentKey => _app!.Services.GetRequiredService<DevelopmentTokens>().Key;

    /// <summary>A client with the token of a user; without one, a stranger.</summary>
    public HttpClient Client(string? user = null, bool isAdmin = false, string? businessType = null)
    {
        var client = new HttpClient { BaseAddress = Address };
        if (user is not null)
        {
            var token = _app!.Services.GetRequiredService<DevelopmentTokens>().Issue(user, isAdmin, businessType);
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
        return client;
    }

    /// <summary>A client of a user whom no other test knows.</summary>
    public HttpClient NewUser() => Client($"user-{Guid.NewGuid():N}");

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }
        if (_redis is not null)
            await _redis.DisposeAsync();
        await Model.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>What a host of another kind adds.</summary>
    protected virtual void Configure(WebApplicationBuilder builder)
    {
    }
}
