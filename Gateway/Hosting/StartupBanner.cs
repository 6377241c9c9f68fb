using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using PromptGen.Gateway.Generations;
using PromptGen.ServiceDefaults.Security;

namespace PromptGen.Gateway.Hosting;

/// <summary>Tells a newcomer where everything is, and one command to try.</summary>
public static class StartupBanner
{
    /// <summary>Prints it once the program listens.</summary>
    public static void PrintBannerWhenStarted(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        if (address is null)
            return;
        var url = address.Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal);
        Console.WriteLine($"""

            PromptGen is ready.
              page       {url}/
              API docs   {url}/docs
              dashboard  {url}/dashboard
            """);
        if (app.Services.GetService<HostedModel>() is { } model)
            Console.WriteLine($"  model      {model.Description}");
        if (app.Environment.IsDevelopment())
        {
            var token = app.Services.GetRequiredService<DevelopmentTokens>().Issue("demo", isAdmin: false, businessType: "restaurant");
            Console.WriteLine($$"""

                Try it:
                  curl {{url}}{{GenerationsApi.Prefix}}/generate-prompt/ \
                    -H 'Authorization: Bearer {{token}}' \
                    -H 'Content-Type: application/json' \
                    -d '{"manual_prompt": "Cafe Aurora, open 8-18, vegan cakes, +1 555 0100"}'

                """);
        }
    });
}
