namespace PromptGen.Webhooks;

/// <summary>Why an attempt to deliver failed. A closed list, which tells nothing of what stands behind an address.</summary>
public static class WebhookErrors
{
    /// <summary>No answer within the time limit.</summary>
    public const string Timeout = "timeout";

    /// <summary>No connection, or it broke, or what came back was no HTTP.</summary>
    public const string ConnectionFailed = "connection_failed";

    /// <summary>The certificate is not good, or there was no agreement on TLS.</summary>
    public const string TlsFailed = "tls_failed";

    /// <summary>The name has no address at all, or one that webhooks do not go to; or the address is not allowed any more.</summary>
    public const string RefusedAddress = "refused_address";

    /// <summary>The answer leads elsewhere (3xx), where webhooks do not follow.</summary>
    public const string Redirected = "redirected";

    /// <summary>The receiver wants no more (410).</summary>
    public const string Gone = "gone";

    /// <summary>Any other status that is not 2xx.</summary>
    public const string UnexpectedStatus = "unexpected_status";

    /// <summary>The error that a status is; <c>null</c>: it was delivered.</summary>
    public static string? Of(int status) => status switch
    {
        >= 200 and < 300 => null,
        >= 300 and < 400 => Redirected,
        410 => Gone,
        _ => UnexpectedStatus,
    };
}
