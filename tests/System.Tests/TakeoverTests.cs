using PromptGen.Testing.Processes;

namespace PromptGen.SystemTests;

/// <summary>kill -9 of silos; the gateway, the real Redis and the model stay.</summary>
public sealed class TakeoverTests : IAsyncLifetime
{
    private const int Tokens = 100_000;

    private readonly TaskCompletionSource _gate = new();
    private RedisServer _redis = null!;
    private FakeModelServer _model = null!;
    private SiloProcess _silo = null!;
    private GatewayProcess _gateway = null!;
    private ApiClient _user = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        try
        {
            await StartAllAsync();
        }
        catch
        {
            // Who could not be initialized is not disposed of.
            await DisposeAsync();
            throw;
        }
    }

    [Fact]
    public async Task Generation_ThroughGatewayAndSilo_IsTheModelsAndCharged()
    {
        _gate.SetResult();

        var task = await _user.StartAsync("Through both", Cancellation);

        await AssertCompletedAsync(task);
    }

    [Fact]
    public async Task Kill_OfASiloWithTasksInFlight_TheOtherSiloCompletesAndChargesEachOnce()
    {
        const int InFlight = 10;
        var tasks = await StartInFlightAsync(InFlight);
        await using var other = StartSilo();
        await other.WaitUntilReadyAsync(Cancellation);

        await _silo.KillAsync();
        await _model.WaitForCallsAsync(2 * InFlight, Cancellation).WaitAsync(Eventually.Bound, Cancellation);
        _gate.SetResult();

        await AssertPaidAsync(InFlight);
        foreach (var task in tasks)
            await AssertCompletedAsync(task);
        Assert.Equal(2 * InFlight, _model.Calls.Count);
    }

    [Fact]
    public async Task Kill_OfTheOnlySilo_ItsReplacementCompletesWhatWasAccepted()
    {
        var task = Assert.Single(await StartInFlightAsync(1));
        await _silo.KillAsync();

        await using var replacement = StartSilo();
        await replacement.WaitUntilReadyAsync(Cancellation);
        await _model.WaitForCallsAsync(2, Cancellation).WaitAsync(Eventually.Bound, Cancellation);
        _gate.SetResult();

        await AssertPaidAsync(1);
        await AssertCompletedAsync(task);
    }

    public async ValueTask DisposeAsync()
    {
        _user?.Dispose();
        foreach (var started in new IAsyncDisposable?[] { _gateway, _silo, _model, _redis })
        {
            if (started is not null)
                await started.DisposeAsync();
        }
    }

    private async Task StartAllAsync()
    {
        _redis = await RedisServer.StartAsync();
        _model = await FakeModelServer.StartAsync(ModelBehaviours.AnswerInChunks(["A pro", "mpt."], piece => piece == 0 ? Task.CompletedTask : _gate.Task));
        _silo = StartSilo();
        _gateway = GatewayProcess.Start(Settings());
        await _silo.WaitUntilReadyAsync(Cancellation);
        await _gateway.WaitUntilReadyAsync(Cancellation);
        using var admin = await ApiClient.LogInAsync(_gateway.Url, "root", admin: true, Cancellation);
        await admin.PutAccountAsync("alice", Tokens, Cancellation);
        _user = await ApiClient.LogInAsync(_gateway.Url, "alice", cancellation: Cancellation);
    }

    private async Task<Guid[]> StartInFlightAsync(int count)
    {
        var tasks = await Task.WhenAll(Enumerable.Range(0, count).Select(i => _user.StartAsync($"in flight {i}", Cancellation)));
        await _model.WaitForCallsAsync(count, Cancellation).WaitAsync(Eventually.Bound, Cancellation);
        return tasks;
    }

    // Asks for the account alone: asking for a task would resume it.
    private async Task AssertPaidAsync(int tasks)
    {
        var paid = new Account(Tokens - (tasks * AllInOne.TokensPerAnswer), Reserved: 0);
        await Eventually.GetAsync(AccountAsync, account => account == paid, $"the account is {paid}", Cancellation);
    }

    // While the gateway notices the change of silos it may answer 503.
    private async Task<Account?> AccountAsync()
    {
        try
        {
            return await _user.AccountAsync(Cancellation);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private async Task AssertCompletedAsync(Guid task)
    {
        var end = await _user.EndAsync(task, Cancellation);
        Assert.Equal(("completed", "A prompt.", "ai", AllInOne.TokensPerAnswer), (end.Status, end.Prompt, end.Origin, end.Charged));
    }

    private SiloProcess StartSilo() => SiloProcess.Start(Settings());

    private Dictionary<string, string?> Settings() => new()
    {
        ["ConnectionStrings__redis"] = _redis.ConnectionString,
        ["Model__Provider"] = "openai",
        ["Model__Endpoint"] = _model.Endpoint.ToString(),
    };
}
