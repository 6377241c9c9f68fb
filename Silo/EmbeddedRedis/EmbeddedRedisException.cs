namespace PromptGen.Silo.EmbeddedRedis;

/// <summary>
/// The embedded Redis cannot start. <see cref="Exception.Message"/> is one sentence for the operator that names the
/// directory and what is wrong with it; the cause, where there is one, is the inner exception.
/// </summary>
public sealed class EmbeddedRedisException : Exception
{
    /// <inheritdoc cref="EmbeddedRedisException"/>
    public EmbeddedRedisException(string message)
        : base(message)
    {
    }

    /// <inheritdoc cref="EmbeddedRedisException"/>
    public EmbeddedRedisException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
