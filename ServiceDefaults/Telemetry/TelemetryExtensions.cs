using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using PromptGen.ServiceDefaults.Security;

namespace PromptGen.ServiceDefaults.Telemetry;

/// <summary>
/// Metrics, traces and logs by OpenTelemetry: <c>/metrics</c> for Prometheus always, all three over OTLP where the standard's own variable <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says
/// where to. What it counts and how it is called is in docs/operations.md.
/// </summary>
public static class TelemetryExtensions
{
    /// <summary>What our own meters and activity sources begin with.</summary>
    public const string Ours = "PromptGen.*";

    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Adds them.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="role">What this program is, such as <c>promptgen-gateway</c>.</param>
    public static void AddPromptGenTelemetry(this WebApplicationBuilder builder, string role)
    {
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(role))
            .WithMetrics(metrics => metrics
                .AddMeter(Ours, OrleansMetrics.Meter, "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel")
                // One record for each piece of text would cost more than it tells.
                .AddView("gen_ai.client.operation.time_per_output_chunk", MetricStreamConfiguration.Drop)
                // What a provider says its model is called is nobody's closed list.
                .AddView("gen_ai.*", new MetricStreamConfiguration { TagKeys = ["gen_ai.operation.name", "gen_ai.provider.name", "gen_ai.request.model", "gen_ai.token.type", "error.type"] })
                .AddView(OrleansMetrics.View)
                .AddPrometheusExporter());
        if (string.IsNullOrEmpty(builder.Configuration[Endpoint]))
            return;
        // Only for somebody who looks: a trace costs more than what it tells of.
        telemetry
            .WithTracing(traces => traces
                .AddSource(Ours, "Microsoft.Orleans.Application", "Microsoft.Orleans.Runtime")
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation())
            .WithLogging()
            .UseOtlpExporter();
    }

    /// <summary>Maps <c>/metrics</c>.</summary>
    public static void MapPromptGenMetrics(this IEndpointRouteBuilder routes) =>
        routes.MapPrometheusScrapingEndpoint("/metrics").RequireAuthorization(Policies.Metrics);
}
