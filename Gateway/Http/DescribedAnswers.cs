using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace PromptGen.Gateway.Http;

/// <summary>
/// Tells the API description which answers there are: once for a group what all its routes have in common, for a route what is its own. Not by the
/// types of results: a union of them ends at six, and those of problems name no status.
/// </summary>
internal static class DescribedAnswers
{
    /// <summary>Adds an error answer.</summary>
    /// <param name="routes">A route or a group.</param>
    /// <param name="status">Its status.</param>
    /// <param name="codes">The values of <c>error_code</c> that come with it.</param>
    public static T Refuses<T>(this T routes, int status, params string[] codes)
        where T : IEndpointConventionBuilder => routes.Refuses(status, typeof(ProblemBody), codes);

    /// <summary>Adds an error answer of another form.</summary>
    public static T Refuses<T>(this T routes, int status, Type body, params string[] codes)
        where T : IEndpointConventionBuilder => routes.WithMetadata(new ProducesResponseTypeMetadata(status, body, [Problems.ContentType]), new Reasons(status, codes));

    /// <summary>Adds what a route answers that reads JSON.</summary>
    /// <param name="route">The route.</param>
    /// <param name="codes">The values of <c>error_code</c> of a body that is refused.</param>
    public static RouteHandlerBuilder ReadsJson<TBody>(this RouteHandlerBuilder route, params string[] codes) => route
        .WithJsonBody<TBody>()
        .Refuses(StatusCodes.Status400BadRequest, codes)
        .Refuses(StatusCodes.Status413PayloadTooLarge)
        .Refuses(StatusCodes.Status415UnsupportedMediaType);

    /// <summary>Says that the body of 200 may also be text, for who asks for it.</summary>
    public static RouteHandlerBuilder OrText(this RouteHandlerBuilder route, string mediaType, string description, string example) => route.AddOpenApiOperationTransformer((operation, _, _) =>
    {
        operation.Responses!["200"].Content!.Add(mediaType, new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Description = description }, Example = example });
        return Task.CompletedTask;
    });

    /// <summary>Names the codes of an operation's error answers, in backticks.</summary>
    public static Task NameCodes(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken stopping)
    {
        foreach (var answer in context.Description.ActionDescriptor.EndpointMetadata.OfType<Reasons>().Where(answer => answer.Codes.Length > 0))
        {
            operation.Responses![$"{answer.Status}"].Description =
                $"{ReasonPhrases.GetReasonPhrase(answer.Status)}: {string.Join(", ", answer.Codes.Select(code => $"`{code}`"))}";
        }
        return Task.CompletedTask;
    }

    private sealed record Reasons(int Status, string[] Codes);
}
