using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using PromptGen.ServiceDefaults.Hosting;
using PromptGen.Silo.Clustering;

namespace PromptGen.Silo.Tests.Hosting;

/// <summary>Silos and gateways trust those who hold a certificate of their own authority, and nobody else.</summary>
public sealed class ClusterTlsTests : IAsyncLifetime
{
    private readonly TestCertificates _ours = new(), _strangers = new();
    private readonly int _siloPort = FreePorts.Next(), _gatewayPort = FreePorts.Next();
    private IHost _silo = null!;

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    public static TheoryData<string> Strangers => ["no certificate", "a certificate of another authority", "an expired certificate"];

    public async ValueTask InitializeAsync() => _silo = await StartSiloAsync(_siloPort, _gatewayPort, null);

    [Fact]
    public async Task SiloAndClient_WithCertificatesOfTheAuthority_AreMembers()
    {
        using var second = await StartSiloAsync(FreePorts.Next(), FreePorts.Next(), _siloPort);
        using var client = await StartClientAsync(SettingsOf(_ours));

        var silos = await client.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true, Stopping);

        Assert.Equal(2, silos.Count);
        await second.StopAsync(Stopping);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Client_WithoutACertificateOfTheAuthority_ReachesNoGrain(bool hasOwn)
    {
        var refused = await Record.ExceptionAsync(() => StartClientAsync(hasOwn ? SettingsOf(_strangers) : new TlsSettings()));

        Assert.IsAssignableFrom<OrleansException>(refused);
    }

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task Stranger_AtEitherPort_IsSentAwayBeforeTheFirstWord(string which)
    {
        var (file, key) = _ours.Expired();
        using var expired = X509Certificate2.CreateFromPemFile(file, key);
        var certificate = which switch { "no certificate" => null, "an expired certificate" => expired, _ => _strangers.Member };
        foreach (var port in (int[])[_siloPort, _gatewayPort])
            Assert.True(await IsSentAwayAsync(port, certificate), $"{port}");
    }

    public static TheoryData<string, string> Broken => new()
    {
        { "missing", "Orleans__Tls__CertificateAuthority" },
        { "no file", "Orleans__Tls__CertificateAuthority" },
        { "no certificate", "Orleans__Tls__CertificateAuthority" },
        { "no key", "Orleans__Tls__Key" },
        { "another's key", "Orleans__Tls__Key" },
        { "another's authority", "Orleans__Tls__Certificate" },
        { "expired", "Orleans__Tls__Certificate" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Files_ThatCannotWork_EndTheStartInOneLineThatNamesTheSetting(string which, string named)
    {
        var settings = SettingsOf(_ours);
        switch (which)
        {
            case "missing": settings.CertificateAuthority = null; break;
            case "no file": settings.CertificateAuthority += ".none"; break;
            case "no certificate": settings.CertificateAuthority = _ours.KeyFile; break;
            case "no key": settings.Key = _ours.CertificateFile; break;
            case "another's key": settings.Key = _strangers.KeyFile; break;
            case "another's authority": settings.CertificateAuthority = _strangers.AuthorityFile; break;
            case "expired": (settings.Certificate, settings.Key) = _ours.Expired(); break;
        }

        var refusal = Assert.Throws<StartupException>(() => Host.CreateEmptyApplicationBuilder(null).UseOrleans(silo => silo.UseClusterTls(settings)));

        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    public async ValueTask DisposeAsync()
    {
        await _silo.StopAsync(Stopping);
        _silo.Dispose();
        _ours.Dispose();
        _strangers.Dispose();
    }

    private static TlsSettings SettingsOf(TestCertificates files) =>
        new() { Certificate = files.CertificateFile, Key = files.KeyFile, CertificateAuthority = files.AuthorityFile };

    /// <summary>Whether a server closes the connection at which it would wait for a member to speak.</summary>
    private static async Task<bool> IsSentAwayAsync(int port, X509Certificate2? certificate)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, port, Stopping);
        await using var tls = new SslStream(tcp.GetStream(), false, (_, shown, _, _) => shown is not null);
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = "promptgen",
                ClientCertificates = certificate is null ? null : [certificate],
            }, Stopping);
            return await tls.ReadAsync(new byte[1], Stopping).AsTask().WaitAsync(Eventually.Bound, Stopping) == 0;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private async Task<IHost> StartSiloAsync(int siloPort, int gatewayPort, int? primaryPort)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(siloPort, gatewayPort, primaryPort is { } port ? new IPEndPoint(IPAddress.Loopback, port) : null, "test", "test");
            silo.UseClusterTls(SettingsOf(_ours));
            // Longer than any test waits: nobody is sent away for saying nothing.
            silo.Configure<ConnectionOptions>(connections => connections.OpenConnectionTimeout = TimeSpan.FromMinutes(10));
        });
        var host = builder.Build();
        await host.StartAsync(Stopping);
        return host;
    }

    private async Task<IHost> StartClientAsync(TlsSettings settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleansClient(client =>
        {
            client.UseLocalhostClustering(_gatewayPort, "test", "test");
            client.UseClusterTls(settings);
            client.UseConnectionRetryFilter((_, _) => Task.FromResult(false));
        });
        var host = builder.Build();
        await host.StartAsync(Stopping);
        return host;
    }
}
