using System.Diagnostics;
using System.Net;

namespace PromptGen.Testing.Processes;

/// <summary>One of PromptGen's programs as a process, as built beside the tests in the same configuration.</summary>
public abstract class ProgramProcess : CapturedProcess
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(15) };

    private static readonly string[] Inherited = ["GEMINI_API_KEY", "GOOGLE_API_KEY", "DOTNET_ENVIRONMENT", "ASPNETCORE_URLS", "ConnectionStrings__redis"];

    /// <summary>Starts it, or another build of it.</summary>
    protected ProgramProcess(string project, Uri url, IReadOnlyDictionary<string, string?> settings, EarlierBuild? build)
        : base(Describe(project, settings, build, "--urls", url.GetLeftPart(UriPartial.Authority))) => Url = url;

    /// <summary>Runs one of its commands.</summary>
    protected ProgramProcess(string project, IReadOnlyDictionary<string, string?> settings, params string[] command)
        : base(Describe(project, settings, build: null, command)) => Url = AnyUrl();

    /// <summary>Where it listens.</summary>
    public Uri Url { get; }

    /// <summary>A free address to listen at.</summary>
    public static Uri AnyUrl() => new($"http://127.0.0.1:{FreePorts.Next()}");

    /// <summary>Waits until its ready route says so.</summary>
    /// <exception cref="InvalidOperationException">It ended instead; the message holds what it printed.</exception>
    public Task WaitUntilReadyAsync(CancellationToken cancellation = default) =>
        Eventually.GetAsync(() => HealthAsync("ready", cancellation), status => status == HttpStatusCode.OK, "the program is ready", cancellation);

    /// <summary>Waits until it answers at all, ready or not.</summary>
    public Task WaitUntilLiveAsync(CancellationToken cancellation = default) =>
        Eventually.GetAsync(() => HealthAsync("live", cancellation), status => status == HttpStatusCode.OK, "the program is live", cancellation);

    /// <summary>Asks a health route.</summary>
    /// <returns>The status code; <c>null</c> while nobody answers.</returns>
    public async Task<HttpStatusCode?> HealthAsync(string name, CancellationToken cancellation = default)
    {
        if (HasExited)
            throw new InvalidOperationException($"The program ended.{Environment.NewLine}{Output}{Errors}");
        try
        {
            using var answer = await Http.GetAsync(new Uri(Url, $"/health/{name}"), cancellation);
            return answer.StatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private static ProcessStartInfo Describe(string project, IReadOnlyDictionary<string, string?> settings, EarlierBuild? build, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [FindBuilt(project, build), .. arguments]);
        foreach (var name in Inherited)
            start.Environment.Remove(name);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";

        // Programs that start at the same time would otherwise find the same default port free.
        start.Environment["Orleans__SiloPort"] = $"{FreePorts.Next()}";
        start.Environment["Orleans__GatewayPort"] = $"{FreePorts.Next()}";
        // A test's load comes from few users.
        start.Environment["RateLimits__StartsPerMinute"] = "0";
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return start;
    }

    private static string FindBuilt(string project, EarlierBuild? build)
    {
        var built = Path.Combine(build?.Root ?? RepositoryRoot, project, "bin", Configuration, Framework.Name, $"{Path.GetFileName(project)}.dll");
        return File.Exists(built) ? built : throw new InvalidOperationException($"{built} is not built.");
    }

    // …/tests/X.Tests/bin/<configuration>/<framework>/
    private static DirectoryInfo Framework { get; } = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));

    /// <summary>What the tests are built as.</summary>
    public static string Configuration => Framework.Parent!.Name;

    /// <summary>The repository that the tests lie in.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    private static string FindRoot()
    {
        var root = Framework;
        while (!File.Exists(Path.Combine(root.FullName, "PromptGen.sln")))
            root = root.Parent ?? throw new InvalidOperationException("The tests do not lie inside the repository.");
        return root.FullName;
    }
}
