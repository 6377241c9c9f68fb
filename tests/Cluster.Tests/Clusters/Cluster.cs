using PromptGen.PromptTasks;
using StackExchange.Redis;

namespace PromptGen.ClusterTests.Clusters;

/// <summary>
/// Three silos and two gateways as processes, a real redis-server that has every write on disk before it answers, and a model. All
/// of them reach Redis through a proxy. Each test heals it first.
/// </summary>
public sealed class Cluster : IAsyncLifetime
{
    /// <summary>How long silos wait for a model whose calls only fail: what ships, and less in the short form.</summary>
    public static readonly TimeSpan ModelPatience = Form.IsLong ? new PromptTaskOptions().ModelPatience : TimeSpan.FromSeconds(5);

    private const int Silos = 3, Gateways = 2;

    /// <summary>Signs users in without asking a gateway, which may be down or silent just then.</summary>
    public static readonly TokenIssuer Issuer = new();

    private ConnectionMultiplexer _admin = null!;
    private Dictionary<string, string?> _settings = null!;

    /// <summary>The silos' places.</summary>
    public IReadOnlyList<Member> SiloMembers { get; private set; } = [];

    /// <summary>The gateways' places.</summary>
    public IReadOnlyList<Member> GatewayMembers { get; private set; } = [];

    /// <summary>The server.</summary>
    public RedisServer Redis { get; private set; } = null!;

    /// <summary>The model.</summary>
    public FakeModelServer Model { get; private set; } = null!;

    internal RedisProxy Proxy { get; private set; } = null!;

    internal Membership Membership { get; private set; } = null!;

    /// <summary>A connection of the tests' own.</summary>
    public IDatabase Database => _admin.GetDatabase();

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        Redis = await RedisServer.StartAsync(syncAlways: true);
        Proxy = new RedisProxy(Redis.Port);
        Model = await FakeModelServer.StartAsync();
        _admin = await ConnectionMultiplexer.ConnectAsync($"{Redis.ConnectionString},abortConnect=false,connectRetry=100,allowAdmin=true");
        Membership = new Membership(Database);
        _settings = new(Issuer.Settings)
        {
            ["Model__Provider"] = "openai",
            ["Model__Endpoint"] = Model.Endpoint.ToString(),
            ["Model__Name"] = "test-model",
            // Models are held for as long as a fault lasts.
            ["Model__IdleTimeout"] = "00:05:00",
            ["Model__AttemptTimeout"] = "00:05:00",
            ["Model__TotalTimeout"] = "00:05:00",
            ["Tasks__Retention"] = "02:00:00",
            ["Tasks__ModelPatience"] = $"{ModelPatience}",
        };
        SiloMembers = [.. Enumerable.Range(0, Silos).Select(i => NewSilo($"silo {i}"))];
        GatewayMembers = [.. Enumerable.Range(0, Gateways).Select(i => NewGateway($"gateway {i}"))];
    }

    /// <summary>Another silo; the caller starts and disposes of it.</summary>
    public Member NewSilo(string name, params (string Name, string Value)[] settings) =>
        new(name, (url, all, build) => SiloProcess.Start(all, url, build), Settings($"127.0.0.1:{Proxy.Port},name={name.Replace(' ', '-')}", settings));

    /// <summary>Another gateway; the caller starts and disposes of it.</summary>
    public Member NewGateway(string name, params (string Name, string Value)[] settings) =>
        new(name, (url, all, build) => GatewayProcess.Start(all, url, build), Settings($"127.0.0.1:{Proxy.Port}", settings));

    /// <summary>Everything is up, awake and connected after this, whatever was done to it.</summary>
    public async Task HealAsync(CancellationToken cancellation)
    {
        Proxy.CrashPoint = null;
        Proxy.SpeakAgain();
        await Redis.HealAsync();
        var members = SiloMembers.Concat(GatewayMembers).ToArray();
        foreach (var member in members.Where(member => member.IsUp))
            member.Process.Thaw();
        var all = SiloMembers.Select(silo => silo.Endpoint).Order().ToArray();
        await Eventually.UntilAsync(
            async () => await AreReadyAsync(members, cancellation) && (await Membership.ActiveAsync()).Order().SequenceEqual(all),
            "all are ready, and exactly our silos are members", cancellation);
    }

    /// <summary>No silo and no gateway runs after this; what they keep stays.</summary>
    public async Task StopAllAsync()
    {
        foreach (var member in GatewayMembers.Concat(SiloMembers).Where(member => member.IsUp))
            await member.StopAsync();
    }

    /// <summary>Runs one of the silo program's commands on what the cluster keeps.</summary>
    public Task<(int ExitCode, string Output)> RunAsync(string command) =>
        SiloProcess.RunAsync(command, new Dictionary<string, string?> { ["ConnectionStrings__redis"] = Redis.ConnectionString });

    /// <summary>Begins anew with nothing kept, from a build; nothing may run.</summary>
    public async Task BeginAnewAsync(EarlierBuild? build)
    {
        await Database.ExecuteAsync("FLUSHALL");
        foreach (var member in GatewayMembers.Concat(SiloMembers))
            member.Build = build;
    }

    /// <summary>Users with that many tokens each.</summary>
    public async Task OpenAccountsAsync(IEnumerable<string> users, long tokens, CancellationToken cancellation)
    {
        using var admin = await ApiClient.LogInAsync(GatewayMembers[0].Url, "root", admin: true, cancellation);
        foreach (var user in users)
            await admin.PutAccountAsync(user, tokens, cancellation);
    }

    /// <summary>The tasks that silos have in their indexes.</summary>
    public async Task<IReadOnlyList<string>> InFlightAsync()
    {
        var tasks = new List<string>();
        foreach (var owner in await Database.SetMembersAsync("promptgen/inflight-owners"))
            tasks.AddRange((await Database.SetMembersAsync($"promptgen/inflight/{owner}")).Select(task => task.ToString()));
        return tasks;
    }

    /// <summary>Sets of tasks that recovery does not know of, since their silo is not among the owners.</summary>
    public async Task<IReadOnlyList<string>> UnownedAsync()
    {
        const string Prefix = "promptgen/inflight/";
        var sets = new List<string>();
        await foreach (var key in _admin.GetServers()[0].KeysAsync(pattern: $"{Prefix}*"))
            sets.Add(key.ToString());
        var owners = (await Database.SetMembersAsync("promptgen/inflight-owners")).Select(owner => owner.ToString());
        return [.. sets.Except(owners.Select(owner => $"{Prefix}{owner}"))];
    }

    /// <summary>Everything that PromptGen keeps in Redis, but for the owners' sets, which come and go with the silos.</summary>
    public async Task<IReadOnlyList<string>> KeysAsync()
    {
        var keys = new List<string>();
        await foreach (var key in _admin.GetServers()[0].KeysAsync(pattern: "promptgen/*"))
            keys.Add(key.ToString());
        return [.. keys.Where(key => !key.StartsWith("promptgen/inflight", StringComparison.Ordinal))];
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var member in GatewayMembers.Concat(SiloMembers))
            await member.DisposeAsync();
        if (_admin is not null)
            await _admin.DisposeAsync();
        if (Model is not null)
            await Model.DisposeAsync();
        if (Proxy is not null)
            await Proxy.DisposeAsync();
        if (Redis is not null)
            await Redis.DisposeAsync();
    }

    /// <returns>Whether they are; <c>false</c> when one that woke ends itself meanwhile, because it was declared dead.</returns>
    private static async Task<bool> AreReadyAsync(Member[] members, CancellationToken cancellation)
    {
        foreach (var member in members)
            await member.EnsureStartedAsync();
        foreach (var member in members)
        {
            var ready = member.Process.WaitUntilReadyAsync(cancellation);
            await ready.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!member.IsUp)
                return false;
            await ready;
        }
        return true;
    }

    private Dictionary<string, string?> Settings(string redis, (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string?>(_settings) { ["ConnectionStrings__redis"] = redis };
        foreach (var (name, value) in more)
            settings[name] = value;
        return settings;
    }
}
