using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using PromptGen.Testing;

namespace PromptGen.Gateway.Tests;

/// <summary>The log says why a token was refused, and repeats nothing of it.</summary>
public sealed class RefusedTokenLogTests
{
    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ControlCharactersOfARefusedToken_ReachNoLogLine_ThoughItSaysWhyItWasRefused()
    {
        await using var verbose = new VerboseHost();
        await verbose.InitializeAsync();
        foreach (var token in (TestToken[])[new(verbose.DevelopmentKey) { Issuer = "evil\r\n\u001b[2J" }, new(verbose.DevelopmentKey) { Subject = "evil\r\n\u001b[2J" }])
        {
            using var client = verbose.Client();
            client.DefaultRequestHeaders.Authorization = new("Bearer", token.Sign());
            using var response = await client.GetAsync("/api/v1/billing/account/", Stopping);
            Assert.Equal(401, (int)response.StatusCode);
        }

        Assert.Contains(verbose.Logs.Lines, line => line.Contains("A token was refused: its iss is not one that is accepted", StringComparison.Ordinal));
        Assert.Contains(verbose.Logs.Lines, line => line.Contains("A token was refused: its sub names no user", StringComparison.Ordinal));
        Assert.DoesNotContain(verbose.Logs.Lines, line => line.Contains("evil", StringComparison.Ordinal) || line.Contains('\u001b'));
    }

    /// <summary>As an operator who looks for something sets it, with our own rules for what is never logged.</summary>
    private sealed class VerboseHost : GatewayHost
    {
        public VerboseHost() => Settings = ["--Logging:LogLevel:Default=Debug", "--Logging:LogLevel:Microsoft.AspNetCore=Debug"];

        public RecordedLogs Logs { get; } = new();

        protected override void Configure(WebApplicationBuilder builder) => builder.Logging.ClearProviders().AddProvider(Logs);
    }
}
