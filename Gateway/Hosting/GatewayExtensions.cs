using Microsoft.AspNetCore.StaticFiles;
using PromptGen.Bodies;
using PromptGen.Gateway.Auth;
using PromptGen.Gateway.Batches;
using PromptGen.Gateway.Billing;
using PromptGen.Gateway.BusinessPrompts;
using PromptGen.Gateway.Generations;
using PromptGen.Gateway.Http;
using PromptGen.Gateway.Webhooks;
using PromptGen.ServiceDefaults;
using PromptGen.ServiceDefaults.Health;
using PromptGen.ServiceDefaults.Hosting;
using PromptGen.ServiceDefaults.Telemetry;
using PromptGen.Webhooks;

namespace PromptGen.Gateway.Hosting;

/// <summary>The HTTP face of PromptGen.</summary>
public static class GatewayExtensions
{
    /// <summary>Adds its services.</summary>
    public static void AddGateway(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<GenerationOptions>().BindConfiguration(GenerationOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<WebhookTargets>().BindConfiguration(WebhookTargets.Section).Validate(static targets => targets.IsValid, WebhookTargets.Allowed).ValidateOnStart();
        var limits = builder.Configuration.GetSection(GenerationOptions.Section).Get<GenerationOptions>() ?? new GenerationOptions();
        // The page's files too when the build's output runs outside Development; what is published has them beside it.
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = limits.MaxBodySize);

        builder.Services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions, StatusJson.Default, GenerationsJson.Default, BillingJson.Default, BatchesJson.Default, BusinessPromptsJson.Default, WebhooksJson.Default));
        builder.Services.AddProblemDetails(problems => problems.CustomizeProblemDetails = context => Problems.Complete(context.ProblemDetails));
        builder.Services.AddExceptionHandler<ServiceExceptionHandler>();
        builder.Services.AddHostRefusal();
        builder.Services.AddSingleton<Withdrawals>();
        builder.AddPromptGenTelemetry("promptgen-gateway");
        builder.Services.AddSettingsOf(typeof(GatewayExtensions).Assembly);
        builder.Services.AddSettingsOf(typeof(WebhookTargets).Assembly);
        builder.Services.AddApiDescription();
        builder.AddCrossOrigin();
    }

    /// <summary>Maps everything it serves.</summary>
    public static void MapGateway(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages(context => Problems.Of(context.HttpContext.Response.StatusCode).ExecuteAsync(context.HttpContext));
        app.UseCors();
        app.UseDefaultFiles();
        // Asked for again each time, answered with 304: a page never runs with files of another version.
        app.UseStaticFiles(new StaticFileOptions
        {
            ContentTypeProvider = new FileExtensionContentTypeProvider { Mappings = { [".ts"] = "text/plain" } },
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache",
        });
        app.UseAuthentication();
        app.UseAuthorization();
        ClusterConnection.Guard(app);

        app.MapGenerations();
        app.MapBatches();
        app.MapBilling();
        app.MapBusinessPrompts();
        app.MapWebhooks();
        if (app.Environment.IsDevelopment())
            app.MapDevelopmentTokens();
        app.MapApiDescription();
        PageSettings.Map(app);
        ServiceVersion.Map(app);
        app.MapPromptGenHealth();
        app.MapPromptGenMetrics();
        app.MapPromptGenDashboard();
    }
}
