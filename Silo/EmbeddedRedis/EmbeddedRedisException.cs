using PromptGen.ServiceDefaults.Hosting;

namespace PromptGen.Silo.EmbeddedRedis;

/// <summary>
/// The embedded Redis cannot start. <see cref="Exception.Message"/> is one sentence for the operator that names the
/// directory and what is wrong with it; the cause, where there is one, is the inner exception.
/// </summary>
public sealed class EmbeddedRedisException(string message, Exception? inner = null) : StartupException(message, inner);
