using System.Diagnostics;
using System.Net;
using PromptGen.Testing;
using PromptGen.Testing.Processes;

namespace PromptGen.Load.Systems;

/// <summary>A published program of PromptGen, in Production.</summary>
internal sealed class PublishedProcess(string program, Uri url, IReadOnlyDictionary<string, string?> settings)
    : CapturedProcess(Describe(program, url, settings))
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    /// <summary>Waits until its ready route says so.</summary>
    public Task WaitUntilReadyAsync(CancellationToken cancellation) => Eventually.UntilAsync(async () =>
    {
        if (HasExited)
            throw new InvalidOperationException($"{program} ended.{Environment.NewLine}{Output}{Errors}");
        try
        {
            using var answer = await Http.GetAsync(new Uri(url, "/health/ready"), cancellation);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }, $"{program} is ready", cancellation);

    private static ProcessStartInfo Describe(string program, Uri url, IReadOnlyDictionary<string, string?> settings)
    {
        var start = new ProcessStartInfo("dotnet", [program, "--urls", url.GetLeftPart(UriPartial.Authority)]) { WorkingDirectory = Path.GetDirectoryName(program) };
        ChildEnvironment.Clear(start.Environment);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["Orleans__SiloPort"] = $"{FreePorts.Next()}";
        start.Environment["Orleans__GatewayPort"] = $"{FreePorts.Next()}";
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return start;
    }
}
