using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using PromptGen.Gateway.Generations;
using PromptGen.Models;
using PromptGen.PromptTasks;
using PromptGen.Silo.Security;

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
        // A gateway alone asks no model.
        if (app.Services.GetService<IPromptTaskRunner>() is not null)
        {
            var model = app.Services.GetRequiredService<IOptions<ModelOptions>>().Value;
            Console.WriteLine("  model      " + model.Provider switch
            {
                ModelProviders.None => "none: the fallback answers. Set GEMINI_API_KEY (or see Model__… in the README) for real ones.",
                ModelProviders.Demo => "demo: no AI is asked, your notes are put in order. Set GEMINI_API_KEY (or see Model__… in the README) for a real one.",
                _ => $"{model.Name} ({model.Provider})",
            });
        }
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
