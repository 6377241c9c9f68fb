namespace PromptGen.ServiceDefaults.Logging;

/// <summary>Loggers that name no user, whatever the line and whoever writes it (<c>Logging:UserIds</c> is <c>hash</c>).</summary>
public sealed class UserIdHidingLoggerFactory(ILoggerFactory inner, UserIdHash hash) : ILoggerFactory
{
    /// <inheritdoc />
    public ILogger CreateLogger(string categoryName) => new UserIdHidingLogger(inner.CreateLogger(categoryName), hash);

    /// <inheritdoc />
    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    /// <inheritdoc />
    public void Dispose() => inner.Dispose();
}

/// <summary>
/// Takes users' ids out of message, values, scopes and exceptions. Our own lines call the value <c>UserId</c>; in others' an id
/// stands in a grain's key, a Redis key or a path.
/// </summary>
internal sealed class UserIdHidingLogger(ILogger inner, UserIdHash hash) : ILogger
{
    private const string UserId = "UserId";

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(Hidden.From(state, state.ToString() ?? "", hash, Known(state)));

    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!inner.IsEnabled(logLevel))
            return;
        var known = Known(state);
        var hidden = Hidden.From(state, formatter(state, exception), hash, known);
        inner.Log(logLevel, eventId, hidden, exception is null ? null : new LoggedException(hash.Hide(exception.ToString(), known)), static (state, _) => state.ToString());
    }

    /// <summary>The ids that a line's values name: they say exactly where an id ends.</summary>
    private static string[] Known(object? state) => state is IEnumerable<KeyValuePair<string, object?>> values
        ? [.. values.Select(value => value.Key == UserId ? value.Value as string : UserIdHash.In(value.Value?.ToString() ?? "")).OfType<string>()]
        : [];

    /// <summary>What is logged instead: the same names, with values as text.</summary>
    private sealed class Hidden(string text, List<KeyValuePair<string, object?>> values) : IReadOnlyList<KeyValuePair<string, object?>>
    {
        public int Count => values.Count;

        public KeyValuePair<string, object?> this[int index] => values[index];

        public static Hidden From<TState>(TState state, string text, UserIdHash hash, string[] known) => new(
            hash.Hide(text, known),
            state is IEnumerable<KeyValuePair<string, object?>> values ? [.. values.Select(value => KeyValuePair.Create(value.Key, Value(value, hash, known)))] : []);

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => values.GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

        public override string ToString() => text;

        private static object? Value(KeyValuePair<string, object?> value, UserIdHash hash, string[] known) => value switch
        {
            { Key: UserId, Value: string userId } => hash.Of(userId),
            { Value: null or bool or int or long or double or Guid or TimeSpan or DateTimeOffset or Enum } => value.Value,
            { Key: "{OriginalFormat}" } => value.Value,
            _ => hash.Hide(value.Value.ToString() ?? "", known),
        };
    }
}
