using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PromptGen.Testing;

/// <summary>A certificate authority of one test, as the recipe of docs/security.md makes one, and a member's certificate of it.</summary>
public sealed class TestCertificates : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly X509Certificate2 _authority;

    /// <summary>Makes them.</summary>
    public TestCertificates()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=promptgen cluster", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        // It has to outlive what it issues, if a second passes in between.
        _authority = request.CreateSelfSigned(Now.AddHours(-1), Now.AddDays(2));
        Member = Issue(_authority, TimeSpan.FromDays(1));
        File.WriteAllText(AuthorityFile, _authority.ExportCertificatePem());
        File.WriteAllText(CertificateFile, Member.ExportCertificatePem());
        File.WriteAllText(KeyFile, Member.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>The authority's PEM file.</summary>
    public string AuthorityFile => _directory.File("ca.pem");

    /// <summary>The member's PEM file.</summary>
    public string CertificateFile => _directory.File("node.pem");

    /// <summary>The PEM file of its key.</summary>
    public string KeyFile => _directory.File("node.key");

    /// <summary>The member's certificate with its key.</summary>
    public X509Certificate2 Member { get; }

    /// <summary>The environment variables by which a program uses them.</summary>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Orleans__Tls__Certificate"] = CertificateFile,
        ["Orleans__Tls__Key"] = KeyFile,
        ["Orleans__Tls__CertificateAuthority"] = AuthorityFile,
    };

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>Writes a certificate of this authority that has expired, with its key.</summary>
    public (string Certificate, string Key) Expired()
    {
        using var expired = Issue(_authority, TimeSpan.FromMinutes(-1));
        File.WriteAllText(_directory.File("expired.pem"), expired.ExportCertificatePem());
        File.WriteAllText(_directory.File("expired.key"), expired.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        return (_directory.File("expired.pem"), _directory.File("expired.key"));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Member.Dispose();
        _authority.Dispose();
        _directory.Dispose();
    }

    private static X509Certificate2 Issue(X509Certificate2 authority, TimeSpan expiresIn)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=promptgen node", key, HashAlgorithmName.SHA256);
        using var certificate = request.Create(authority, Now.AddMinutes(-50), Now + expiresIn, RandomNumberGenerator.GetBytes(8));
        return certificate.CopyWithPrivateKey(key);
    }
}
