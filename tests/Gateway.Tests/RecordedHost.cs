using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PromptGen.Testing;

namespace PromptGen.Gateway.Tests;

/// <summary>A Gateway of its own that logs everything at Debug, which is kept.</summary>
public sealed class RecordedHost : GatewayHost
{
    /// <summary>All it has logged.</summary>
    public RecordedLogs Logs { get; } = new();

    protected override void Configure(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders().AddProvider(Logs);
        builder.Services.PostConfigure<LoggerFilterOptions>(filter =>
        {
            filter.Rules.Clear();
            filter.MinLevel = LogLevel.Debug;
        });
    }
}
