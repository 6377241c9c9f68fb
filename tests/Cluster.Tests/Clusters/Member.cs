namespace PromptGen.ClusterTests.Clusters;

/// <summary>A place for a silo or a gateway: the addresses stay, processes come and go.</summary>
public sealed class Member(string name, Func<Uri, IReadOnlyDictionary<string, string?>, ProgramProcess> launch, IReadOnlyDictionary<string, string?> settings) : IAsyncDisposable
{
    private readonly Dictionary<string, string?> _settings = new(settings)
    {
        ["Orleans__SiloPort"] = $"{FreePorts.Next()}",
        ["Orleans__GatewayPort"] = $"{FreePorts.Next()}",
    };

    private ProgramProcess? _process;

    /// <summary>Where it serves HTTP.</summary>
    public Uri Url { get; } = ProgramProcess.AnyUrl();

    /// <summary>What silos know it by, without the generation.</summary>
    public string Endpoint => $"127.0.0.1:{_settings["Orleans__SiloPort"]}";

    /// <summary>The process that runs now, or ran last.</summary>
    public ProgramProcess Process => _process ?? throw new InvalidOperationException($"{name} was not started.");

    /// <summary>Whether there is a process.</summary>
    public bool IsUp => _process is { HasExited: false };

    /// <summary>Starts a process; the one before has to have ended.</summary>
    public void Start() => _process = launch(Url, _settings);

    /// <summary>Starts a process if there is none, and waits until it is ready.</summary>
    public async Task EnsureUpAsync(CancellationToken cancellation = default)
    {
        if (!IsUp)
        {
            if (_process is not null)
                await _process.DisposeAsync();
            Start();
        }
        await Process.WaitUntilReadyAsync(cancellation);
    }

    /// <inheritdoc />
    public override string ToString() => name;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
    }
}
