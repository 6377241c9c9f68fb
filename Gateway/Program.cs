using PromptGen.Gateway.Hosting;
using PromptGen.Silo.Hosting;
using PromptGen.Silo.Logging;
using PromptGen.Silo.Security;

return await Startup.Run(async () =>
{
    var builder = PromptGenHost.CreateBuilder(args, "http://localhost:8000");
    builder.AddPromptGenSecurity();
    await using var redis = await builder.AddCluster();
    await builder.AddDevelopmentTokens(redis);
    builder.AddGateway();

    await using var app = builder.Build();
    app.MapGateway();
    app.PrintBannerWhenStarted();
    await app.UseSharedUserIdHash();
    await app.WarnOfSettings(typeof(GatewayExtensions).Assembly);
    await app.RunUntilStopped();
});
