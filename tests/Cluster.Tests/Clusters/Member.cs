namespace PromptGen.ClusterTests.Clusters;

/// <summary>A place for a silo or a gateway: the addresses stay, processes come and go.</summary>
public sealed class Member(string name, Func<Uri, IReadOnlyDictionary<string, string?>, EarlierBuild?, ProgramProcess> launch, IReadOnlyDictionary<string, string?> settings) : IAsyncDisposable
{
    private readonly Dictionary<string, string?> _settings = new(settings)
    {
        ["Orleans__SiloPort"] = $"{FreePorts.Next()}",
        ["Orleans__GatewayPort"] = $"{FreePorts.Next()}",
    };

    // Where the processes' logs are kept, to look into a failure.
    private static readonly string? LogFolder = Environment.GetEnvironmentVariable("FAULTS_LOGS");

    private ProgramProcess? _process;

    /// <summary>What it is started from, from the next start on; <c>null</c>: the build of now.</summary>
    public EarlierBuild? Build { get; set; }

    /// <summary>Where it serves HTTP.</summary>
    public Uri Url { get; } = ProgramProcess.AnyUrl();

    /// <summary>What silos know it by, without the generation.</summary>
    public string Endpoint => $"127.0.0.1:{_settings["Orleans__SiloPort"]}";

    /// <summary>What its connection to Redis is called.</summary>
    public string ConnectionName => name.Replace(' ', '-');

    /// <summary>The process that runs now, or ran last.</summary>
    public ProgramProcess Process => _process ?? throw new InvalidOperationException($"{name} was not started.");

    /// <summary>Whether there is a process.</summary>
    public bool IsUp => _process is { HasExited: false };

    /// <summary>Starts a process if there is none, and waits until it is ready.</summary>
    public async Task EnsureUpAsync(CancellationToken cancellation = default)
    {
        await EnsureStartedAsync();
        await Process.WaitUntilReadyAsync(cancellation);
    }

    /// <summary>Starts a process if there is none.</summary>
    public async Task EnsureStartedAsync()
    {
        if (IsUp)
            return;
        await DisposeAsync();
        _process = launch(Url, _settings, Build);
    }

    /// <summary>Asks the process to stop, and waits for its end.</summary>
    /// <returns>Its exit code.</returns>
    public Task<int> StopAsync()
    {
        Process.Terminate();
        return Process.WaitForExitAsync();
    }

    /// <inheritdoc />
    public override string ToString() => name;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_process is null)
            return;
        await _process.DisposeAsync();
        if (LogFolder is null)
            return;
        Directory.CreateDirectory(LogFolder);
        await File.AppendAllTextAsync(Path.Combine(LogFolder, $"{name}.log"), _process.Output + _process.Errors);
    }
}
