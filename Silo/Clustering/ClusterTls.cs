using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Orleans.Connections.Security;
using PromptGen.ServiceDefaults.Hosting;

namespace PromptGen.Silo.Clustering;

/// <summary>
/// Mutual TLS between silos and gateways: each shows a certificate, and trusts those of one certificate authority and no others, whatever
/// this machine trusts. Names are not compared: silos find each other by address, and who holds such a certificate is a member.
/// </summary>
public static class ClusterTls
{
    // Extended key usages (RFC 5280 §4.2.1.12): a silo is server and client. A certificate without any may be used for all.
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1", ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    /// <summary>Encrypts a silo's connections if <c>Orleans:Tls</c> says so.</summary>
    /// <exception cref="StartupException">The files cannot be used.</exception>
    public static void UseClusterTls(this ISiloBuilder silo, TlsSettings settings)
    {
        if (Options(settings) is { } configure)
            silo.UseTls(configure);
    }

    /// <summary>Encrypts a gateway's connections if <c>Orleans:Tls</c> says so.</summary>
    /// <exception cref="StartupException">The files cannot be used.</exception>
    public static void UseClusterTls(this IClientBuilder client, TlsSettings settings)
    {
        if (Options(settings) is { } configure)
            client.UseTls(configure);
    }

    private static Action<TlsOptions>? Options(TlsSettings settings)
    {
        if (!settings.IsSet)
            return null;
        if (settings is not { Certificate: { Length: > 0 } certificate, Key: { Length: > 0 } key, CertificateAuthority: { Length: > 0 } authority })
            throw new StartupException("TLS in the cluster needs three PEM files: set Orleans__Tls__Certificate, Orleans__Tls__Key and Orleans__Tls__CertificateAuthority.");

        var authorities = Read(nameof(settings.CertificateAuthority), authority, () =>
        {
            var all = new X509Certificate2Collection();
            all.ImportFromPemFile(authority);
            return all.Count > 0 ? all : throw new CryptographicException("it holds no certificate.");
        });
        var own = Read($"{nameof(settings.Certificate)} and Orleans__Tls__{nameof(settings.Key)}", $"{certificate} and {key}", () => X509Certificate2.CreateFromPemFile(certificate, key));
        if (Doubt(own, authorities) is { } doubt)
            throw new StartupException($"no other silo or gateway would trust the certificate in {certificate} (Orleans__Tls__Certificate): {doubt}");
        return tls =>
        {
            tls.LocalCertificate = own;
            tls.RemoteCertificateMode = tls.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
            tls.RemoteCertificateValidation = (remote, _, _) => Doubt(remote, authorities) is null;
            // Only where a name is given does SslStream begin.
            tls.OnAuthenticateAsClient = (_, client) => client.TargetHost = "promptgen";
        };
    }

    private static T Read<T>(string name, string files, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new StartupException($"{files} cannot be used (Orleans__Tls__{name}): {failure.Message}", failure);
        }
    }

    /// <summary>Why a certificate is none of ours; <c>null</c> if it is.</summary>
    private static string? Doubt(X509Certificate2 certificate, X509Certificate2Collection authorities)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ClientAuthentication));
        return chain.Build(certificate) ? null : string.Join(" ", chain.ChainStatus.Select(status => status.StatusInformation.Trim()).Distinct());
    }
}
