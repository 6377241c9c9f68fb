using PromptGen.Gateway.Hosting;
using PromptGen.ServiceDefaults;
using PromptGen.ServiceDefaults.Hosting;
using PromptGen.ServiceDefaults.Logging;
using PromptGen.ServiceDefaults.Security;

return await Startup.Run(async () =>
{
    var builder = PromptGenHost.CreateBuilder(args, "http://localhost:8000");
    builder.AddPromptGenSecurity();
    await using var redis = await builder.AddCluster();
    builder.AddGateway();

    await using var app = builder.Build();
    app.MapGateway();
    app.PrintBannerWhenStarted();
    await app.UseSharedUserIdHash();
    app.WarnOfUnknownSettings();
    await app.RunUntilStopped();
});
