using Microsoft.AspNetCore.Builder;
using PromptGen.ServiceDefaults.Hosting;
using PromptGen.ServiceDefaults.Security;

namespace PromptGen.Gateway.Tests;

/// <summary>A start that would validate no token, or take those of others, ends and says what to set; of gateways and silos alike.</summary>
public sealed class AuthenticationSettingsTests
{
    private const string Bearer = "--Authentication:Schemes:Bearer";
    private const string Authority = $"{Bearer}:Authority=https://login.example";
    private const string Issuer = $"{Bearer}:ValidIssuer=me";
    private const string Audience = $"{Bearer}:ValidAudience=promptgen";
    private const string AnyIssuer = "--Authentication:ValidateIssuer=false";
    private const string AnyAudience = "--Authentication:ValidateAudience=false";

    private static readonly string Key = $"{Bearer}:SigningKeys:0:Value={Convert.ToBase64String(new byte[32])}";

    public static TheoryData<string, string[], string> Refused => new()
    {
        { "Production", [], "Authentication:Schemes:Bearer:Authority" },
        { "Production", [], "Authentication:Schemes:Bearer:SigningKeys:0:Value" },
        { "Production", [Issuer, Audience], "Authentication:Schemes:Bearer:SigningKeys:0:Value" },
        { "Production", [Authority], "Authentication:Schemes:Bearer:ValidAudience" },
        { "Production", [Authority], "Authentication__ValidateAudience=false" },
        { "Development", [Authority], "Authentication:Schemes:Bearer:ValidAudience" },
        { "Production", [Key, Audience], "Authentication:Schemes:Bearer:ValidIssuer" },
        { "Production", [Key, Audience], "Authentication__ValidateIssuer=false" },
        { "Production", [Key, Issuer], "Authentication:Schemes:Bearer:ValidAudience" },
        { "Production", [Key, AnyIssuer], "Authentication:Schemes:Bearer:ValidAudience" },
        { "Production", [$"{Bearer}:SigningKeys:0:Value=no base64!", Issuer, Audience], "Authentication:Schemes:Bearer:SigningKeys:0:Value is no base64" },
        { "Production", [$"{Bearer}:SigningKeys:0:Value=c2hvcnQ=", Issuer, Audience], "at least 32" },
        { "Production", [$"{Bearer}:Authority=login.example", Audience], "no web address" },
        { "Production", [$"{Bearer}:Authority=http://login.example", Audience], "https" },
    };

    public static TheoryData<string, string[]> Accepted => new()
    {
        { "Development", [] },
        { "Development", [Issuer, Audience] },
        { "Production", [Authority, Audience] },
        { "Production", [Authority, $"{Bearer}:ValidAudiences:0=promptgen"] },
        { "Production", [Authority, AnyAudience] },
        { "Production", [Key, Issuer, Audience] },
        { "Production", [Key, AnyIssuer, AnyAudience] },
        { "Production", [$"{Bearer}:Authority=http://localhost:8080/realm", $"{Bearer}:RequireHttpsMetadata=false", Audience] },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Start_ThatCouldNotTellTokensApart_SaysWhatToSet(string environment, string[] settings, string named)
    {
        var builder = Builder(environment, settings);

        var failure = Assert.Throws<StartupException>(builder.AddPromptGenSecurity);

        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Theory]
    [MemberData(nameof(Accepted))]
    public void Start_ThatNamesWhomToTrust_GoesOn(string environment, string[] settings) =>
        Builder(environment, settings).AddPromptGenSecurity();

    // Somewhere without the settings that are shipped for trying out.
    private static WebApplicationBuilder Builder(string environment, string[] settings) =>
        WebApplication.CreateBuilder(["--environment", environment, "--contentRoot", Path.GetTempPath(), .. settings]);
}
