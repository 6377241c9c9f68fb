using Microsoft.AspNetCore.HostFiltering;

namespace PromptGen.Gateway.Http;

/// <summary>
/// The answer to a request whose <c>Host</c> is none of <c>AllowedHosts</c>. ASP.NET Core refuses it before the pipeline, so the words
/// are put around both.
/// </summary>
public sealed class HostRefusal : IStartupFilter
{
    /// <inheritdoc />
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseStatusCodePages(context => Problems.Create(
            context.HttpContext.Response.StatusCode, "The Host of the request is not one that this server answers to (AllowedHosts)").ExecuteAsync(context.HttpContext));
        next(app);
    };
}

/// <summary>Adds it.</summary>
public static class HostRefusalExtensions
{
    /// <summary>Answers in the form of all errors instead of in HTML.</summary>
    public static void AddHostRefusal(this IServiceCollection services)
    {
        services.Configure<HostFilteringOptions>(hosts => hosts.IncludeFailureMessage = false);
        services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter, HostRefusal>());
    }
}
