using System.Net;
using PromptGen.Testing.Processes;

namespace PromptGen.SystemTests;

/// <summary>A silo and a gateway as programs of their own, on a real Redis.</summary>
public sealed class ClusterTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Generation_WhicheverProgramStartsFirst_Completes(bool siloFirst)
    {
        await using var redis = await RedisServer.StartAsync();
        await using var silo1 = siloFirst ? SiloProcess.Start(On(redis)) : null;
        if (silo1 is not null)
            await silo1.WaitUntilReadyAsync(Cancellation);
        await using var gateway = GatewayProcess.Start(On(redis));
        await gateway.WaitUntilLiveAsync(Cancellation);
        await using var silo2 = siloFirst ? null : SiloProcess.Start(On(redis));
        await gateway.WaitUntilReadyAsync(Cancellation);
        using var user = await ApiClient.LogInAsync(gateway.Url, "alice", cancellation: Cancellation);

        var task = await user.StartAsync("Either order", Cancellation);

        Assert.Equal("completed", (await user.EndAsync(task, Cancellation)).Status);
    }

    [Fact]
    public async Task Gateway_WithoutASilo_IsNotReadyAndRefusesStartsInTime()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var gateway = GatewayProcess.Start(On(redis));
        await gateway.WaitUntilLiveAsync(Cancellation);
        using var user = await ApiClient.LogInAsync(gateway.Url, "alice", cancellation: Cancellation);

        using var answer = await user.TryStartAsync("Nobody is there", Cancellation).WaitAsync(TimeSpan.FromSeconds(10), Cancellation);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await gateway.HealthAsync("ready", Cancellation));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    [Fact]
    public async Task Sigterm_WhileAGatewayWaitsForASilo_StopsItCleanly()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var gateway = GatewayProcess.Start(On(redis));
        await gateway.WaitUntilLiveAsync(Cancellation);

        gateway.Terminate();

        Assert.Equal(0, await gateway.WaitForExitAsync());
        Assert.Empty(gateway.Errors);
        Assert.DoesNotContain("PromptGen is ready", gateway.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Generation_InAClusterWithTls_Completes_AndAGatewayOfStrangersReachesNoSilo()
    {
        using var ours = new TestCertificates();
        using var strangers = new TestCertificates();
        await using var redis = await RedisServer.StartAsync();
        await using var silo = SiloProcess.Start(With(ours));
        await using var gateway = GatewayProcess.Start(With(ours));
        await using var stranger = GatewayProcess.Start(With(strangers));
        await gateway.WaitUntilReadyAsync(Cancellation);
        using var user = await ApiClient.LogInAsync(gateway.Url, "alice", cancellation: Cancellation);

        var task = await user.StartAsync("Behind closed doors", Cancellation);

        Assert.Equal("completed", (await user.EndAsync(task, Cancellation)).Status);
        await Eventually.UntilAsync(() => stranger.Output.Contains("Authentication failed", StringComparison.Ordinal), "the stranger is sent away", Cancellation);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await stranger.HealthAsync("ready", Cancellation));

        Dictionary<string, string?> With(TestCertificates certificates) => new(certificates.Settings) { ["ConnectionStrings__redis"] = redis.ConnectionString };
    }

    [Fact]
    public async Task DevelopmentToken_OfOneGateway_IsAcceptedByTheOther()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var first = GatewayProcess.Start(On(redis));
        await using var second = GatewayProcess.Start(On(redis));
        await first.WaitUntilLiveAsync(Cancellation);
        await second.WaitUntilLiveAsync(Cancellation);
        using var user = await ApiClient.LogInAsync(first.Url, "alice", cancellation: Cancellation);

        using var answer = await user.Http.GetAsync(new Uri(second.Url, "/api/v1/billing/account/"), Cancellation);

        // It knows the user, but no silo yet.
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
    }

    [Fact]
    public async Task Gateway_OfASilo_ShowsTheDashboard()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var silo = SiloProcess.Start(On(redis));
        await using var gateway = GatewayProcess.Start(On(redis));
        await gateway.WaitUntilReadyAsync(Cancellation);
        using var http = new HttpClient { BaseAddress = gateway.Url };

        using var dashboard = await http.GetAsync("/dashboard", Cancellation);

        Assert.Equal(HttpStatusCode.OK, dashboard.StatusCode);
    }

    [Fact]
    public async Task Silo_OnItsOwn_ServesHealthAndDashboard()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var silo = SiloProcess.Start(On(redis));
        await silo.WaitUntilReadyAsync(Cancellation);
        using var http = new HttpClient { BaseAddress = silo.Url };

        using var dashboard = await http.GetAsync("/dashboard", Cancellation);

        Assert.Equal(HttpStatusCode.OK, dashboard.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await silo.HealthAsync("live", Cancellation));
        Assert.Contains("frame-ancestors 'none'", dashboard.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gateway_AfterItsSiloWasReplaced_ServesAgain()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var first = SiloProcess.Start(On(redis));
        await using var gateway = GatewayProcess.Start(On(redis));
        await gateway.WaitUntilReadyAsync(Cancellation);
        await first.WaitUntilReadyAsync(Cancellation);
        using var user = await ApiClient.LogInAsync(gateway.Url, "alice", cancellation: Cancellation);
        first.Terminate();
        Assert.Equal(0, await first.WaitForExitAsync());

        await using var second = SiloProcess.Start(On(redis));
        await second.WaitUntilReadyAsync(Cancellation);

        var accepted = await Eventually.GetAsync(() => user.TryStartAsync("After the change", Cancellation),
            answer => answer.StatusCode == HttpStatusCode.Accepted, "the gateway serves again", Cancellation);
        Assert.NotNull(accepted.Headers.Location);
    }

    [Fact]
    public async Task Gateway_ThatIsASiloToo_CompletesOnTheRealRedis_AndForgetsAfterTheRetention()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var gateway = GatewayProcess.Start(new Dictionary<string, string?>(On(redis))
        {
            ["Gateway__CoHostSilo"] = "true",
            ["Tasks__Retention"] = "00:00:02",
        });
        await gateway.WaitUntilReadyAsync(Cancellation);
        using var user = await ApiClient.LogInAsync(gateway.Url, "alice", cancellation: Cancellation);
        var task = await user.StartAsync("Forget me", Cancellation);
        await user.EndAsync(task, Cancellation);

        await Eventually.GetAsync(() => user.StatusAsync(task, Cancellation), status => status.Code == HttpStatusCode.NotFound, "the task is forgotten", Cancellation);

        // Redis drops the state by itself, a while after the task stopped being readable.
        var key = $"promptgen/task/{new PromptTaskKey("alice", task)}";
        var seconds = await Eventually.GetAsync(() => redis.AskAsync($"TTL {key}"), answer => answer != ":-1", "the state has a time to live", Cancellation);
        Assert.InRange(int.Parse(seconds[1..], System.Globalization.CultureInfo.InvariantCulture), 1, 120);
    }

    private static Dictionary<string, string?> On(RedisServer redis) => new() { ["ConnectionStrings__redis"] = redis.ConnectionString, ["Model__Provider"] = "none" };
}
