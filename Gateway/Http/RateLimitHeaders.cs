namespace PromptGen.Gateway.Http;

/// <summary>The headers of draft-ietf-httpapi-ratelimit-headers-10.</summary>
public static class RateLimitHeaders
{
    /// <summary>What is left of a policy.</summary>
    public const string Limit = "RateLimit";

    /// <summary>The policies there are.</summary>
    public const string Policy = "RateLimit-Policy";
}
