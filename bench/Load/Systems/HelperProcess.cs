using System.Diagnostics;
using PromptGen.Testing;
using PromptGen.Testing.Processes;

namespace PromptGen.Load.Systems;

/// <summary>This program once more, as one of its servers, so that its CPU time is told apart.</summary>
internal sealed class HelperProcess : CapturedProcess
{
    private HelperProcess(string role, int port, params string[] rest)
        : base(Describe([role, $"{port}", .. rest])) => Url = new Uri($"http://127.0.0.1:{port}");

    /// <summary>Where it listens.</summary>
    public Uri Url { get; }

    /// <summary>A fake model.</summary>
    public static HelperProcess StartModel() => new(Program.ModelRole, FreePorts.Next());

    /// <summary>An endpoint that only answers these bytes.</summary>
    public static HelperProcess StartBareEndpoint(string file) => new(Program.BareRole, FreePorts.Next(), file);

    /// <summary>Waits until it answers.</summary>
    public async Task WaitUntilUpAsync(string path, CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = Url };
        await Eventually.UntilAsync(async () =>
        {
            if (HasExited)
                throw new InvalidOperationException($"A server of the bench ended: {Output}{Errors}");
            try
            {
                using var answer = await http.GetAsync(path, cancellation);
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }, "a server of the bench answers", cancellation);
    }

    private static ProcessStartInfo Describe(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(HelperProcess).Assembly.Location, .. arguments]);
        ChildEnvironment.Clear(start.Environment);
        return start;
    }
}
