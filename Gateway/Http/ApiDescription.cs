using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace PromptGen.Gateway.Http;

/// <summary>The OpenAPI document at <c>/openapi/v1.json</c> and the API reference at <c>/docs</c>.</summary>
public static class ApiDescription
{
    /// <summary>Adds the document.</summary>
    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        // The newest that all generators of clients read.
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_0;
        options.AddSchemaTransformer(TrueSchemas.Correct)
        .AddOperationTransformer(DescribedAnswers.NameCodes)
        .AddOperationTransformer(DescribedHeaders.Describe)
        .AddOperationTransformer(TakeTokenOff)
        .AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "PromptGen",
                Version = "v1",
                Description = "Turns a few rough lines about a business into a professional prompt for its AI assistant.",
            };
            document.Components ??= new OpenApiComponents();
            NamedSchemas.SimplifyNullable(document);
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["Bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT" },
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("Bearer", document)] = [] }];
            return Task.CompletedTask;
        });
    });

    /// <summary>
    /// Describes the body of a route that reads it by hand. Not by <c>Accepts</c>, which would also make routing refuse
    /// other content types before anybody asked who is calling.
    /// </summary>
    public static RouteHandlerBuilder WithJsonBody<T>(this RouteHandlerBuilder route) => route.AddOpenApiOperationTransformer(async (operation, context, stopping) =>
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/json"] = new() { Schema = await context.SchemaOf(typeof(T), stopping) },
            },
        });

    /// <summary>Describes a header that a route reads by hand.</summary>
    public static RouteHandlerBuilder TakesHeader(this RouteHandlerBuilder route, string name, string description) =>
        route.Takes(ParameterLocation.Header, name, description, new OpenApiSchema { Type = JsonSchemaType.String });

    /// <summary>Describes a text of the query that a route reads by hand.</summary>
    public static RouteHandlerBuilder TakesQuery(this RouteHandlerBuilder route, string name, string description) =>
        route.Takes(ParameterLocation.Query, name, description, new OpenApiSchema { Type = JsonSchemaType.String });

    /// <summary>Describes a number of the query that a route reads by hand.</summary>
    public static RouteHandlerBuilder TakesQuery(this RouteHandlerBuilder route, string name, string description, JsonSchemaType type, int from, int to) =>
        route.Takes(ParameterLocation.Query, name, description, new OpenApiSchema { Type = type, Minimum = $"{from}", Maximum = $"{to}" });

    /// <summary>Describes an id of the query that a route reads by hand.</summary>
    public static RouteHandlerBuilder TakesQueryId(this RouteHandlerBuilder route, string name, string description) =>
        route.Takes(ParameterLocation.Query, name, description, new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" });

    /// <summary>Says that a part of the path is an id that an answer named. Not by a constraint, which would answer others in another way.</summary>
    public static RouteHandlerBuilder TakesId(this RouteHandlerBuilder route, string name) => route.AddOpenApiOperationTransformer((operation, _, _) =>
    {
        ((OpenApiSchema)operation.Parameters!.Single(parameter => parameter.Name == name).Schema!).Format = "uuid";
        return Task.CompletedTask;
    });

    /// <summary>What anybody may ask needs no token.</summary>
    private static Task TakeTokenOff(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken stopping)
    {
        var about = context.Description.ActionDescriptor.EndpointMetadata;
        if (about.OfType<IAllowAnonymous>().Any() || !about.OfType<IAuthorizeData>().Any())
            operation.Security = [[]];
        return Task.CompletedTask;
    }

    private static RouteHandlerBuilder Takes(this RouteHandlerBuilder route, ParameterLocation where, string name, string description, OpenApiSchema schema) =>
        route.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            (operation.Parameters ??= []).Add(new OpenApiParameter { In = where, Name = name, Description = description, Schema = schema });
            return Task.CompletedTask;
        });

    /// <summary>Maps both.</summary>
    public static void MapApiDescription(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi();
        // Without what reaches out to a foreign service.
        routes.MapScalarApiReference("/docs", reference => reference
            .WithTitle("PromptGen API").DisableDefaultFonts().HideDeveloperTools().HideClientButton().DisableAgent().DisableMcp());
    }
}
