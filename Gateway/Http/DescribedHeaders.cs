using Microsoft.AspNetCore.OpenApi;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace PromptGen.Gateway.Http;

/// <summary>Tells the API description which headers answers have: of errors once for all routes, of a route what is its own.</summary>
internal static class DescribedHeaders
{
    private static readonly Header[] OfErrors =
    [
        .. new[] { StatusCodes.Status413PayloadTooLarge, StatusCodes.Status503ServiceUnavailable }
            .Select(status => new Header(status, HeaderNames.CacheControl, "`no-cache,no-store`.", false)),
        new(StatusCodes.Status401Unauthorized, HeaderNames.WWWAuthenticate, "`Bearer`.", true),
        new(StatusCodes.Status429TooManyRequests, HeaderNames.RetryAfter, "Seconds after which to try again.", true, JsonSchemaType.Integer),
        new(StatusCodes.Status503ServiceUnavailable, HeaderNames.RetryAfter, "Seconds after which to try again.", true, JsonSchemaType.Integer),
    ];

    /// <summary>Adds a header that an answer always has.</summary>
    /// <param name="route">The route.</param>
    /// <param name="status">The answer's status.</param>
    /// <param name="name">The header.</param>
    /// <param name="description">What it says.</param>
    /// <param name="type">What it is.</param>
    public static RouteHandlerBuilder Sends(this RouteHandlerBuilder route, int status, string name, string description, JsonSchemaType type = JsonSchemaType.String) =>
        route.WithMetadata(new Header(status, name, description, true, type));

    /// <summary>Adds a header that an answer may have.</summary>
    /// <inheritdoc cref="Sends" />
    public static RouteHandlerBuilder MaySend(this RouteHandlerBuilder route, int status, string name, string description, JsonSchemaType type = JsonSchemaType.String) =>
        route.WithMetadata(new Header(status, name, description, false, type));

    /// <summary>Adds what says that an answer is not to be used again without asking, or not to be kept at all.</summary>
    public static RouteHandlerBuilder SendsCacheControl(this RouteHandlerBuilder route, string value, int status = StatusCodes.Status200OK) =>
        route.Sends(status, HeaderNames.CacheControl, $"`{value}`.");

    /// <summary>Adds what an accepted start has.</summary>
    public static RouteHandlerBuilder SendsWhereToFollow(this RouteHandlerBuilder route) => route
        .Sends(StatusCodes.Status202Accepted, HeaderNames.Location, "Where to follow it: the same as `status_url`.")
        .Sends(StatusCodes.Status202Accepted, HeaderNames.RetryAfter, "Seconds after which to ask for its state.", JsonSchemaType.Integer)
        .MayReplay(StatusCodes.Status202Accepted);

    /// <summary>Adds what says that an answer is that of an earlier request.</summary>
    public static RouteHandlerBuilder MayReplay(this RouteHandlerBuilder route, int status) =>
        route.MaySend(status, "Idempotent-Replayed", "`true`: this was done before, for an earlier request with the same Idempotency-Key, and not again.");

    /// <summary>Adds what says how much may still be started, on a service that limits it.</summary>
    public static RouteHandlerBuilder MaySendRateLimit(this RouteHandlerBuilder route, params int[] statuses)
    {
        foreach (var status in statuses)
        {
            route.MaySend(status, RateLimitHeaders.Limit, "How many more starts are left now, and in how many seconds there is one more: `\"starts\";r=99;t=1`. Of too many under way: `\"tasks\";r=0;t=5`.")
                .MaySend(status, RateLimitHeaders.Policy, "The limit: so many starts within so many seconds, `\"starts\";q=100;w=20`. Of too many under way: so many that may wait or run, `\"tasks\";q=1000`.");
        }
        return route;
    }

    /// <summary>Writes them into an operation.</summary>
    public static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken stopping)
    {
        foreach (var header in context.Description.ActionDescriptor.EndpointMetadata.OfType<Header>().Concat(OfErrors))
        {
            if (operation.Responses!.TryGetValue($"{header.Status}", out var answer))
            {
                ((OpenApiResponse)answer).Headers ??= new Dictionary<string, IOpenApiHeader>();
                answer.Headers![header.Name] = new OpenApiHeader { Description = header.Description, Required = header.IsAlways, Schema = new OpenApiSchema { Type = header.Type } };
            }
        }
        return Task.CompletedTask;
    }

    private sealed record Header(int Status, string Name, string Description, bool IsAlways, JsonSchemaType Type = JsonSchemaType.String);
}
