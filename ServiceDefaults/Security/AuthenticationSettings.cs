namespace PromptGen.ServiceDefaults.Security;

/// <summary>Section <c>Authentication</c>: what is asked of a token beside the scheme's own section.</summary>
public sealed class AuthenticationSettings
{
    /// <summary>The section's name.</summary>
    public const string Section = "Authentication";

    /// <summary>The claim that names the user; <c>user_id</c> in the tokens of Django's SimpleJWT.</summary>
    public string UserClaim { get; set; } = "sub";

    /// <summary>How far the clocks of issuer and server may be apart.</summary>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Whether <c>iss</c> has to be one that is named, or the authority's.</summary>
    public bool ValidateIssuer { get; set; } = true;

    /// <summary>Whether <c>aud</c> has to be one that is named. Without that, a token for any other application of the same issuer is accepted.</summary>
    public bool ValidateAudience { get; set; } = true;

    /// <summary>Users who are administrators though their tokens carry no role.</summary>
    public string[] Admins { get; set; } = [];
}
