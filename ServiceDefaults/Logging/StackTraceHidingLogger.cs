namespace PromptGen.ServiceDefaults.Logging;

/// <summary>Loggers that write what an exception says and not the lines of code it came through (<c>Logging:StackTraces</c> is <c>false</c>).</summary>
public sealed class StackTraceHidingLoggerFactory(ILoggerFactory inner) : ILoggerFactory
{
    /// <inheritdoc />
    public ILogger CreateLogger(string categoryName) => new StackTraceHidingLogger(inner.CreateLogger(categoryName));

    /// <inheritdoc />
    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    /// <inheritdoc />
    public void Dispose() => inner.Dispose();
}

/// <summary>Takes stack traces out of exceptions, and out of the texts that are logged with them.</summary>
internal sealed class StackTraceHidingLogger(ILogger inner) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!inner.IsEnabled(logLevel))
            return;
        if (exception is null)
        {
            inner.Log(logLevel, eventId, state, null, formatter);
            return;
        }
        var told = new LoggedException(LoggedException.Summary(exception));
        inner.Log(logLevel, eventId, state, told, (same, _) => LoggedException.WithoutFrames(formatter(same, exception)));
    }
}
