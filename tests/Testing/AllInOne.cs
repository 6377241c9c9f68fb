using PromptGen.Testing.Processes;

namespace PromptGen.Testing;

/// <summary>A gateway with everything in one process, its data folder and its model, which both outlive it.</summary>
public sealed class AllInOne : IAsyncDisposable
{
    /// <summary>What one answer of the model costs.</summary>
    public static readonly long TokensPerAnswer = ModelBehaviours.DefaultUsage.Prompt + ModelBehaviours.DefaultUsage.Completion;

    private readonly TempDirectory _data = new();
    private readonly Dictionary<string, string?> _settings;
    private readonly Uri _url = ProgramProcess.AnyUrl();

    private AllInOne(FakeModelServer model, Dictionary<string, string?> settings, EarlierBuild? build)
    {
        Model = model;
        _settings = new(settings)
        {
            ["Redis__DataDirectory"] = _data.Path,
            ["Model__Provider"] = "openai",
            ["Model__Endpoint"] = model.Endpoint.ToString(),
            ["Model__Name"] = "test-model",
        };
        Gateway = GatewayProcess.Start(_settings, _url, build);
    }

    /// <summary>What writes its prompts.</summary>
    public FakeModelServer Model { get; }

    /// <summary>The program, started last.</summary>
    public GatewayProcess Gateway { get; private set; }

    /// <summary>Where it listens; the same after a restart.</summary>
    public Uri Url => _url;

    /// <summary>Starts the program, or an earlier build of it, with these environment variables and waits until it is ready.</summary>
    public static async Task<AllInOne> StartAsync(Dictionary<string, string?>? settings = null, EarlierBuild? build = null)
    {
        var all = new AllInOne(await FakeModelServer.StartAsync(), settings ?? [], build);
        try
        {
            await all.Gateway.WaitUntilReadyAsync();
        }
        catch
        {
            await all.DisposeAsync();
            throw;
        }
        return all;
    }

    /// <summary>A user with that many tokens.</summary>
    public async Task<ApiClient> UserAsync(string user, long tokens)
    {
        using var admin = await ApiClient.LogInAsync(_url, "root", admin: true);
        await admin.PutAccountAsync(user, tokens);
        return await ApiClient.LogInAsync(_url, user);
    }

    /// <summary>Starts the program again on the same folder and port; it has to have ended.</summary>
    public async Task StartAgainAsync()
    {
        await Gateway.DisposeAsync();
        Gateway = GatewayProcess.Start(_settings, _url);
        await Gateway.WaitUntilReadyAsync();
    }

    /// <summary>SIGKILL, then <see cref="StartAgainAsync"/>.</summary>
    public async Task CrashAndStartAgainAsync()
    {
        await Gateway.KillAsync();
        await StartAgainAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Model.DisposeAsync();
        _data.Dispose();
    }
}
