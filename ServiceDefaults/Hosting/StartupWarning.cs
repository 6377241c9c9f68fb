namespace PromptGen.ServiceDefaults.Hosting;

/// <summary>Says once, when the program starts, what an operator should know and may have meant.</summary>
public sealed partial class StartupWarning(string text, ILogger<StartupWarning> logger) : IHostedService
{
    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken)
    {
        LogWarning(text);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Warning, "{Text}")]
    private partial void LogWarning(string text);
}
