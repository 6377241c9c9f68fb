using PromptGen.Testing.Processes;

namespace PromptGen.SystemTests;

/// <summary>A gateway with everything in one process, its data folder and its model, which both outlive it.</summary>
internal sealed class AllInOne : IAsyncDisposable
{
    /// <summary>What one answer of the model costs.</summary>
    public static readonly long TokensPerAnswer = ModelBehaviours.DefaultUsage.Prompt + ModelBehaviours.DefaultUsage.Completion;

    private readonly TempDirectory _data = new();
    private readonly Dictionary<string, string?> _settings;
    private readonly Uri _url = ProgramProcess.AnyUrl();

    private AllInOne(FakeModelServer model, Dictionary<string, string?> settings)
    {
        Model = model;
        _settings = new(settings)
        {
            ["Redis__DataDirectory"] = _data.Path,
            ["Model__Provider"] = "openai",
            ["Model__Endpoint"] = model.Endpoint.ToString(),
        };
        Gateway = GatewayProcess.Start(_settings, _url);
    }

    public FakeModelServer Model { get; }

    public GatewayProcess Gateway { get; private set; }

    public Uri Url => _url;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<AllInOne> StartAsync(Dictionary<string, string?>? settings = null)
    {
        var all = new AllInOne(await FakeModelServer.StartAsync(), settings ?? []);
        try
        {
            await all.Gateway.WaitUntilReadyAsync(Cancellation);
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
        using var admin = await ApiClient.LogInAsync(_url, "root", admin: true, Cancellation);
        await admin.PutAccountAsync(user, tokens, Cancellation);
        return await ApiClient.LogInAsync(_url, user, cancellation: Cancellation);
    }

    /// <summary>Starts the program again on the same folder and port; it has to have ended.</summary>
    public async Task StartAgainAsync()
    {
        await Gateway.DisposeAsync();
        Gateway = GatewayProcess.Start(_settings, _url);
        await Gateway.WaitUntilReadyAsync(Cancellation);
    }

    public async Task CrashAndStartAgainAsync()
    {
        await Gateway.KillAsync();
        await StartAgainAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Model.DisposeAsync();
        _data.Dispose();
    }
}
