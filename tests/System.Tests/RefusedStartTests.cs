using System.Net;
using System.Net.Sockets;
using PromptGen.Testing.Processes;

namespace PromptGen.SystemTests;

/// <summary>A start that cannot succeed ends in one line that says what to do.</summary>
public sealed class RefusedStartTests : IDisposable
{
    private readonly TempDirectory _data = new();

    [Theory]
    [InlineData("Model__Provider", "foo", "Model:Provider")]
    [InlineData("Tasks__Retention", "abc", "Tasks:Retention")]
    [InlineData("Tasks__MaxAttempts", "0", "MaxAttempts")]
    [InlineData("ASPNETCORE_ENVIRONMENT", "Production", "Authentication:Schemes:Bearer")]
    [InlineData("DOTNET_ENVIRONMENT", "Production", "DOTNET_ENVIRONMENT")]
    [InlineData("Authentication__ValidateIssuer", "perhaps", "Authentication:ValidateIssuer")]
    [InlineData("Orleans__SiloPort", "abc", "Orleans:SiloPort")]
    [InlineData("Gateway__CoHostSilo", "perhaps", "Gateway:CoHostSilo")]
    [InlineData("ConnectionStrings__redis", "127.0.0.1:1", "127.0.0.1:1")]
    [InlineData("ConnectionStrings__redis", "localhost,no=such,option=1", "ConnectionStrings__redis")]
    public Task Gateway_WithASettingThatCannotWork_NamesIt(string name, string value, string named) =>
        RefusedAsync(Gateway((name, value)), named);

    [Theory]
    [InlineData("", "ConnectionStrings__redis")]
    [InlineData("127.0.0.1:1", "127.0.0.1:1")]
    [InlineData("localhost,no=such,option=1", "ConnectionStrings__redis")]
    public Task Silo_WithoutARedisItCanReach_SaysSo(string redis, string named) =>
        RefusedAsync(SiloProcess.Start(new Dictionary<string, string?> { ["ConnectionStrings__redis"] = redis }), named);

    [Theory]
    [InlineData("ASPNETCORE_ENVIRONMENT", "Production", "Authentication:Schemes:Bearer")]
    [InlineData("Orleans__AdvertisedAddress", "0.0.0.0", "Orleans__AdvertisedAddress")]
    [InlineData("Orleans__AdvertisedAddress", "silo-1", "Orleans__AdvertisedAddress")]
    [InlineData("Orleans__Tls__Certificate", "node.pem", "Orleans__Tls__Key")]
    // No address of this machine's own, though it leads here.
    [InlineData("ConnectionStrings__redis", "0.0.0.0:PORT", "Orleans__AdvertisedAddress")]
    public async Task Silo_WithASettingThatCannotWork_NamesIt(string name, string value, string named)
    {
        await using var redis = await RedisServer.StartAsync();

        await RefusedAsync(SiloProcess.Start(new Dictionary<string, string?>
        {
            ["ConnectionStrings__redis"] = redis.ConnectionString,
            [name] = value.Replace("PORT", $"{redis.Port}", StringComparison.Ordinal),
        }), named);
    }

    [Fact]
    public async Task Gateway_OnATakenPort_NamesIt()
    {
        using var taken = new TcpListener(IPAddress.Loopback, FreePorts.Next());
        taken.Start();
        var url = new Uri($"http://{taken.LocalEndpoint}");

        await RefusedAsync(GatewayProcess.Start(new Dictionary<string, string?> { ["Redis__DataDirectory"] = _data.Path }, url), $"port {url.Port}");
    }

    [Fact]
    public async Task Gateway_OnAFolderInUse_NamesIt()
    {
        await using var first = Gateway();
        await first.WaitUntilReadyAsync(TestContext.Current.CancellationToken);

        await RefusedAsync(Gateway(), _data.Path);
    }

    [Fact]
    public async Task Gateway_WithAFileForAFolder_NamesIt()
    {
        var file = _data.File("file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);

        await RefusedAsync(Gateway(("Redis__DataDirectory", file)), file);
    }

    public void Dispose() => _data.Dispose();

    private GatewayProcess Gateway(params (string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string?> { ["Redis__DataDirectory"] = _data.Path };
        foreach (var (name, value) in settings)
            all[name] = value;
        return GatewayProcess.Start(all);
    }

    private static async Task RefusedAsync(ProgramProcess started, string named)
    {
        await using var program = started;
        var exitCode = await program.WaitForExitAsync();

        Assert.NotEqual(0, exitCode);
        var line = Assert.Single(program.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.StartsWith("PromptGen cannot start: ", line, StringComparison.Ordinal);
        Assert.Contains(named, line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", program.Output + program.Errors, StringComparison.Ordinal);
    }
}
