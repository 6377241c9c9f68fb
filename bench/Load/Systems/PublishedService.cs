using PromptGen.Load.Http;
using PromptGen.Load.Models;
using PromptGen.Testing;
using PromptGen.Testing.Processes;

namespace PromptGen.Load.Systems;

/// <summary>A gateway with a silo inside it, or with silos beside it, a redis-server and a fake model.</summary>
internal sealed class PublishedService : Service
{
    private readonly TokenIssuer _issuer = new();
    private readonly string _built;
    private readonly int _silos;
    private readonly RedisServer _redis;
    private readonly HelperProcess _model;
    private readonly List<PublishedProcess> _processes = [];

    private PublishedService(string built, int silos, RedisServer redis, HelperProcess model)
    {
        (_built, _silos, _redis, _model) = (built, silos, redis, model);
        Model = new ModelControl(model.Url);
    }

    /// <inheritdoc />
    public override Uri Base { get; } = ProgramProcess.AnyUrl();

    /// <inheritdoc />
    public override ILookup<string, int> Processes => _processes.Select(process => (Role: "svc", process.Id))
        .Concat([(Role: Redis, _redis.ProcessId), (Role: Ai, _model.Id)])
        .ToLookup(process => process.Role, process => process.Item2);

    /// <inheritdoc />
    public override int? RedisPort => _redis.Port;

    /// <inheritdoc />
    public override ModelControl Model { get; }

    /// <inheritdoc />
    public override bool HasUsers => true;

    /// <inheritdoc />
    public override Requests For(string user) => new(Base, _issuer.Token(user));

    /// <summary>Starts all of it.</summary>
    public static async Task<PublishedService> StartAsync(string built, int silos, CancellationToken cancellation)
    {
        var service = new PublishedService(built, silos, await RedisServer.StartAsync(), HelperProcess.StartModel());
        try
        {
            await service._model.WaitUntilUpAsync(ModelControl.Path, cancellation);
            await service.LaunchAsync(cancellation);
            return service;
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the service, not Redis, and starts it again: nothing of what users have is in its memory any more.</summary>
    public async Task RestartAsync(CancellationToken cancellation)
    {
        await EndAsync();
        await LaunchAsync(cancellation);
    }

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        await EndAsync();
        Model.Dispose();
        await _model.DisposeAsync();
        await _redis.DisposeAsync();
    }

    private async Task LaunchAsync(CancellationToken cancellation)
    {
        for (var i = 0; i < _silos; i++)
            await AddAsync(new PublishedProcess(Path.Combine(_built, "Silo.dll"), ProgramProcess.AnyUrl(), Settings()), cancellation);
        await AddAsync(new PublishedProcess(Path.Combine(_built, "Gateway.dll"), Base, Settings()), cancellation);
    }

    private Task AddAsync(PublishedProcess process, CancellationToken cancellation)
    {
        _processes.Add(process);
        return process.WaitUntilReadyAsync(cancellation);
    }

    private async Task EndAsync()
    {
        foreach (var process in _processes.Where(process => !process.HasExited))
            process.Terminate();
        foreach (var process in _processes)
            await process.WaitForExitAsync();
        foreach (var process in _processes)
            await process.DisposeAsync();
        _processes.Clear();
    }

    private Dictionary<string, string?> Settings() => new(_issuer.Settings)
    {
        ["ConnectionStrings__redis"] = _redis.ConnectionString,
        ["Gateway__CoHostSilo"] = _silos == 0 ? "true" : "false",
        ["Model__Provider"] = "openai",
        ["Model__Endpoint"] = $"{_model.Url}v1",
        ["Model__Name"] = "bench-model",
        ["Model__ApiKey"] = "sk-bench",
        ["Model__AttemptTimeout"] = "00:30:00",
        ["Model__IdleTimeout"] = "00:30:00",
        ["Model__TotalTimeout"] = "01:00:00",
        // Everybody can pay, and nobody is told to slow down.
        ["Billing__TrialTokens"] = "1000000000000",
        ["Billing__TrialDays"] = "3650",
        ["RateLimits__StartsPerMinute"] = "0",
        ["Tasks__QueueCapacity"] = "1000000",
        ["Tasks__PerUserCapacity"] = "1000000",
        ["Tasks__Retention"] = "06:00:00",
        ["Tasks__DrainTimeout"] = "00:00:00",
        ["Logging__LogLevel__Default"] = "Warning",
    };
}
