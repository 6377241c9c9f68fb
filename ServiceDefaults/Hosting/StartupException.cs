namespace PromptGen.ServiceDefaults.Hosting;

/// <summary>A reason not to start, in one sentence an operator can act on.</summary>
public class StartupException(string message, Exception? inner = null) : Exception(message, inner);
