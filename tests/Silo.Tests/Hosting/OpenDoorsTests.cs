using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PromptGen.Silo.Redis;
using PromptGen.Testing.Processes;

namespace PromptGen.Silo.Tests.Hosting;

/// <summary>What an operator is told of doors that stand open.</summary>
public sealed class OpenDoorsTests
{
    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("203.0.113.5", false, true)]
    [InlineData("203.0.113.5", true, false)]
    [InlineData("127.0.0.1", false, false)]
    [InlineData("", false, false)]
    public async Task Silo_ThatOthersReachWithoutTls_WarnsOfIt(string address, bool tls, bool warns)
    {
        await using var server = await RedisServer.StartAsync();
        using var certificates = new TestCertificates();
        var logs = new RecordedLogs();
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders().AddProvider(logs);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:redis"] = server.ConnectionString,
            ["Orleans:AdvertisedAddress"] = address,
            ["Orleans:SiloPort"] = $"{FreePorts.Next()}",
            ["Orleans:GatewayPort"] = $"{FreePorts.Next()}",
            ["Orleans:Tls:Certificate"] = tls ? certificates.CertificateFile : null,
            ["Orleans:Tls:Key"] = tls ? certificates.KeyFile : null,
            ["Orleans:Tls:CertificateAuthority"] = tls ? certificates.AuthorityFile : null,
        });
        await using var redis = await RedisConnection.Open(builder.Configuration);
        builder.AddPromptGenSilo(redis);
        using var host = builder.Build();

        // Only these: the silo itself need not start.
        foreach (var warning in host.Services.GetServices<IHostedService>().Where(service => service.GetType().Name == "StartupWarning"))
            await warning.StartAsync(Stopping);

        Assert.Equal(warns, logs.Lines.Any(line => line.Contains("Orleans__Tls__Certificate", StringComparison.Ordinal)));
    }
}
