using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace PromptGen.Webhooks;

/// <summary>Registers webhooks; the host adds where they are kept.</summary>
public static class WebhooksExtensions
{
    /// <summary>Adds what grains need.</summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddSingleton<DueSignal>();
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<WebhookMetrics>();
        services.TryAddSingleton<ResolveHost>(static (host, stopping) => Dns.GetHostAddressesAsync(host, stopping));
        return services;
    }
}
