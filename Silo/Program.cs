using PromptGen.ServiceDefaults;
using PromptGen.ServiceDefaults.Health;
using PromptGen.ServiceDefaults.Hosting;
using PromptGen.ServiceDefaults.Logging;
using PromptGen.ServiceDefaults.Security;
using PromptGen.ServiceDefaults.Telemetry;
using PromptGen.Silo;
using PromptGen.Silo.Commands;
using PromptGen.Silo.Redis;

if (await OperatorCommands.Run(args) is { } exitCode)
    return exitCode;

return await Startup.Run(async () =>
{
    var builder = PromptGenHost.CreateBuilder(args, "http://localhost:8001");
    builder.AddPromptGenSecurity();
    builder.AddPromptGenTelemetry("promptgen-silo");
    if (!RedisConnection.IsConfigured(builder.Configuration))
        throw new StartupException("a silo on its own joins the cluster of a Redis server: set ConnectionStrings__redis, for example to localhost:6379.");
    await using var redis = await RedisConnection.Open(builder.Configuration);

    builder.AddPromptGenSilo(redis);
    builder.Services.AddHealthChecks().AddCheck<SiloReadiness>("silo", tags: [HealthExtensions.Ready]);

    await using var app = builder.Build();
    app.MapPromptGenHealth();
    app.MapPromptGenMetrics();
    app.MapPromptGenDashboard();
    await app.UseSharedUserIdHash();
    app.WarnOfUnknownSettings();
    await app.RunUntilStopped();
});
