using Orleans.Serialization;

namespace PromptGen.Silo.Clustering;

/// <summary>Which exceptions are sent between the programs of a cluster.</summary>
internal static class SentExceptions
{
    /// <summary>
    /// All of them: Orleans sends only those of some namespaces, and where one is of a library of its own (a placement that took too long holds Polly's) the answer
    /// fails, with a codec that is missing, in place of what happened. Who does not know a type reads its name and words.
    /// </summary>
    public static void SendAllExceptions(this IServiceCollection services) =>
        services.Configure<ExceptionSerializationOptions>(exceptions => exceptions.SupportedExceptionTypeFilter = static _ => true);
}
