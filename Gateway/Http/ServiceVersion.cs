using System.Reflection;
using Microsoft.AspNetCore.Http.HttpResults;

namespace PromptGen.Gateway.Http;

/// <summary>Which build answers, at <c>/version</c>.</summary>
/// <param name="Version">The version.</param>
/// <param name="Commit">The commit it was built from; none where the sources were no git repository.</param>
/// <example>
/// {"version":"1.0.0","commit":"d917e5da1b2c3d4e5f60718293a4b5c6d7e8f901"}
/// </example>
public sealed record ServiceVersion(string Version, string? Commit)
{
    /// <summary>That of this program: <c>version+commit</c>, as the SDK writes it into the assembly.</summary>
    public static ServiceVersion Current { get; } = From(typeof(ServiceVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion);

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/version", Get).WithName("getVersion").WithTags("Operations");

    /// <summary>The version and the commit of this build.</summary>
    internal static Ok<ServiceVersion> Get() => TypedResults.Ok(Current);

    private static ServiceVersion From(string informational) =>
        informational.Split('+', 2) is [var version, var commit] ? new(version, commit) : new(informational, null);
}
