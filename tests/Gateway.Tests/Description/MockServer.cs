using System.Diagnostics;
using System.Net.Http.Headers;
using PromptGen.Testing.Processes;

namespace PromptGen.Gateway.Tests.Description;

/// <summary>The mock server of the JavaScript client, in a process of its own.</summary>
internal sealed class MockServer : IDisposable
{
    private readonly Process _node;

    private MockServer(Process node, Uri address) => (_node, Address) = (node, address);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    public static async Task<MockServer> StartAsync()
    {
        var script = Path.Combine(ProgramProcess.RepositoryRoot, "tests", "Gateway.Tests", "Description", "mock.mjs");
        var node = Process.Start(new ProcessStartInfo("node", [script]) { RedirectStandardOutput = true })!;
        return new MockServer(node, new Uri((await node.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!));
    }

    /// <summary>A client with a token, or without one.</summary>
    public HttpClient Client(string? token = "good") => new()
    {
        BaseAddress = Address,
        DefaultRequestHeaders = { Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token) },
    };

    public void Dispose()
    {
        _node.Kill();
        _node.WaitForExit();
        _node.Dispose();
    }
}
