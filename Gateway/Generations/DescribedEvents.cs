using Microsoft.OpenApi;
using PromptGen.Bodies;
using PromptGen.Gateway.Http;

namespace PromptGen.Gateway.Generations;

/// <summary>
/// Tells the API description which events there are. OpenAPI 3.0 has no words for streams of events: <c>x-events</c> names the schema of each
/// one's data, and for generators of clients the answer is a stream of bytes, which they leave to who reads it.
/// </summary>
internal static class DescribedEvents
{
    private const string Example = """
        event: status
        id: 1.4.0
        data: {"task_id":"4be0643f-1d98-573b-97cd-ca98a65347dd","status":"processing","progress":70,"message":"Waiting for AI response...","created_at":"2026-11-26T09:00:00.000000Z","updated_at":"2026-11-26T09:00:00.300000Z","charge":{"state":"reserved","tokens":700}}

        event: delta
        id: 1.4.17
        data: {"text":"You are the assis"}


        """;

    /// <summary>Describes the stream.</summary>
    public static RouteHandlerBuilder SendsEvents(this RouteHandlerBuilder route) => route.AddOpenApiOperationTransformer(async (operation, context, stopping) =>
    {
        var status = await context.SchemaOf(typeof(StatusBody), stopping);
        var delta = await context.SchemaOf(typeof(DeltaBody), stopping);
        var events = new Dictionary<string, IOpenApiSchema>
        {
            ["status"] = status,
            ["delta"] = delta,
            ["reset"] = context.AddSchema(typeof(ResetBody), new OpenApiSchema { Type = JsonSchemaType.Object, Description = "Nothing: the event says it all." }),
            ["completed"] = await context.EndSchemaOf<CompletedBody>(stopping),
            ["failed"] = await context.EndSchemaOf<FailedBody>(stopping),
            ["cancelled"] = await context.EndSchemaOf<CancelledBody>(stopping),
        };
        operation.Responses!["200"].Content!["text/event-stream"] = new OpenApiMediaType
        {
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" },
            Example = Example,
            Extensions = new Dictionary<string, IOpenApiExtension> { ["x-events"] = new Schemas(events) },
        };
    });

    /// <summary>The data of <c>reset</c>.</summary>
    private sealed record ResetBody;

    private sealed class Schemas(IReadOnlyDictionary<string, IOpenApiSchema> named) : IOpenApiExtension
    {
        public void Write(IOpenApiWriter writer, OpenApiSpecVersion specVersion)
        {
            writer.WriteStartObject();
            foreach (var (name, schema) in named)
            {
                writer.WritePropertyName(name);
                schema.SerializeAsV3(writer);
            }
            writer.WriteEndObject();
        }
    }
}
