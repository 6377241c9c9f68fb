using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using PromptGen.Bodies;
using PromptGen.Gateway.Http;
using PromptGen.Webhooks;

namespace PromptGen.Gateway.Webhooks;

/// <summary>Tells the API description what is sent to the address that a request names.</summary>
internal static class WebhookCalls
{
    /// <summary>Describes the webhooks that go there.</summary>
    /// <param name="route">The route.</param>
    /// <param name="member">The member of its body that names the address.</param>
    public static RouteHandlerBuilder CallsBack(this RouteHandlerBuilder route, string member) => route.AddOpenApiOperationTransformer(async (operation, context, stopping) =>
        operation.Callbacks = new Dictionary<string, IOpenApiCallback>
        {
            ["webhook"] = new OpenApiCallback
            {
                PathItems = new Dictionary<RuntimeExpression, IOpenApiPathItem>
                {
                    [RuntimeExpression.Build($"{{$request.body#/{member}}}")] = new OpenApiPathItem { Operations = new() { [HttpMethod.Post] = await Call(context, stopping) } },
                },
            },
        });

    private static async Task<OpenApiOperation> Call(OpenApiOperationTransformerContext context, CancellationToken stopping) => new()
    {
        Summary = "A webhook by the rules of Standard Webhooks.",
        Description = "Delivered at least once: what comes again has the same webhook-id. Answer within 15 seconds; anything but 2xx and 410 is tried again for up to 24 hours.",
        Parameters =
        [
            Header("webhook-id", "The same with each attempt.", JsonSchemaType.String),
            Header("webhook-timestamp", "When this attempt was made, in seconds since 1970.", JsonSchemaType.Integer),
            Header("webhook-signature", "`v1,` and the signature in base 64; after a rotation of the secret two of them, with a space between.", JsonSchemaType.String),
        ],
        RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = await Body(context, stopping) } },
        },
        Responses = new OpenApiResponses
        {
            ["2XX"] = new OpenApiResponse { Description = "It was taken." },
            ["410"] = new OpenApiResponse { Description = "The receiver wants no more: the address is closed until a redelivery by hand succeeds." },
        },
    };

    private static async Task<IOpenApiSchema> Body(OpenApiOperationTransformerContext context, CancellationToken stopping)
    {
        var schema = await context.GetOrCreateSchemaAsync(typeof(WebhookCallBody), cancellationToken: stopping);
        schema.Properties!["data"] = new OpenApiSchema
        {
            Description = schema.Properties["data"].Description,
            AnyOf =
            [
                await context.EndSchemaOf<CompletedBody>(stopping), await context.EndSchemaOf<FailedBody>(stopping), await context.EndSchemaOf<CancelledBody>(stopping),
                await context.SchemaOf(typeof(BatchCompletedBody), stopping), await context.SchemaOf(typeof(LowBalanceBody), stopping),
            ],
        };
        return context.AddSchema(typeof(WebhookCallBody), schema);
    }

    private static OpenApiParameter Header(string name, string description, JsonSchemaType type) =>
        new() { In = ParameterLocation.Header, Name = name, Required = true, Description = description, Schema = new OpenApiSchema { Type = type } };
}

/// <summary>The body of a webhook.</summary>
/// <param name="Type">What it tells.</param>
/// <param name="Timestamp">When that happened.</param>
/// <param name="Data">
/// Of <c>prompt_generation.completed</c>, <c>prompt_generation.failed</c> and <c>prompt_generation.cancelled</c> the status body, of <c>batch.completed</c> how all of it ended, of
/// <c>account.balance_low</c> the balance.
/// </param>
/// <example>
/// {"type":"prompt_generation.completed","timestamp":"2026-11-26T09:00:04.200000Z","data":{"task_id":"4be0643f-1d98-573b-97cd-ca98a65347dd","status":"completed","progress":100,"message":"Prompt generated successfully","created_at":"2026-11-26T09:00:00.000000Z","updated_at":"2026-11-26T09:00:04.200000Z","charge":{"state":"charged","tokens":612},"expires_at":"2026-11-26T09:10:04.200000Z","metadata":{"order":"1042"},"prompt":"You are the assistant of Cafe Aurora.","generated_by_ai":true,"completed_at":"2026-11-26T09:00:04.200000Z","origin":"ai","model":"gemini-3.5-flash-lite","usage":{"prompt_tokens":190,"completion_tokens":422,"total_tokens":612,"tokens_charged":612,"estimated":false}}}
/// </example>
internal sealed record WebhookCallBody([property: OneOf(typeof(WebhookTypes))] string Type, DateTimeOffset Timestamp, object Data);
