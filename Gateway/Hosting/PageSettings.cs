using Microsoft.Extensions.Options;
using PromptGen.Gateway.Generations;
using PromptGen.ServiceDefaults.Security;

namespace PromptGen.Gateway.Hosting;

/// <summary>What the page has to know of the server that serves it, at <c>/app/settings.json</c>.</summary>
/// <param name="Development">Whether tokens are given away to who asks: a page that tried would leave an error in the console elsewhere.</param>
/// <param name="MaxPromptLength">The longest input.</param>
/// <param name="Model">Who writes the prompts, such as <c>demo</c>; <c>null</c> on a gateway that is no silo and cannot know.</param>
public sealed record PageSettings(bool Development, int MaxPromptLength, string? Model)
{
    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/app/settings.json", Get).ExcludeFromDescription();

    private static IResult Get(HttpContext context, IHostEnvironment environment, IOptions<GenerationOptions> limits, IServiceProvider services)
    {
        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Ok(new PageSettings(environment.IsDevelopment() && LocalCaller.Is(context), limits.Value.MaxPromptLength, services.GetService<HostedModel>()?.Provider));
    }
}
