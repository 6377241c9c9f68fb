namespace PromptGen.Silo.EmbeddedRedis;

/// <summary>
/// Passes on Garnet's warnings and errors under one category prefix. Garnet names its categories "Session", "StoreWrapper"
/// and the like, which no filter of ours would catch, and tells every step at Information. Its warnings are about things it got
/// over, such as a checkpoint that a crash left half written, so they come without the stack trace.
/// </summary>
internal sealed class QuietLoggerFactory(ILoggerFactory inner) : ILoggerFactory
{
    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) =>
        new WarningLogger(inner.CreateLogger($"{typeof(EmbeddedRedisServer).FullName}.{categoryName}"));

    /// <inheritdoc/>
    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    /// <summary>Nothing to release: the inner factory belongs to the host.</summary>
    public void Dispose()
    {
    }

    private sealed class WarningLogger(ILogger inner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning && inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                inner.Log(logLevel, eventId, state, logLevel > LogLevel.Warning ? exception : null, formatter);
        }
    }
}
