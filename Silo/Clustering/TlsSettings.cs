namespace PromptGen.Silo.Clustering;

/// <summary>Section <c>Orleans:Tls</c>: three PEM files, or none.</summary>
public sealed class TlsSettings
{
    /// <summary>The certificate this silo or gateway shows.</summary>
    public string? Certificate { get; set; }

    /// <summary>Its private key, not encrypted: the file's rights protect it.</summary>
    public string? Key { get; set; }

    /// <summary>Who signs the cluster's certificates, and nothing else: every certificate of theirs opens the cluster.</summary>
    public string? CertificateAuthority { get; set; }

    /// <summary>Whether TLS is asked for.</summary>
    public bool IsSet => !string.IsNullOrEmpty(Certificate) || !string.IsNullOrEmpty(Key) || !string.IsNullOrEmpty(CertificateAuthority);
}
