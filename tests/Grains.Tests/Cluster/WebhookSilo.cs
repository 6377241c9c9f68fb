using PromptGen.Testing;
using PromptGen.Webhooks;

namespace PromptGen.Grains.Tests.Cluster;

/// <summary>A silo, a user and a receiver that the silo may call.</summary>
public abstract class WebhookSilo(params (string Key, string Value)[] settings) : IAsyncLifetime
{
    private protected const string User = "anna";

    private protected static CancellationToken Stopping => TestContext.Current.CancellationToken;

    private protected NarrowSilo Silo { get; private set; } = null!;

    private protected WebhookReceiver Receiver { get; private set; } = null!;

    private protected IWebhooksGrain Webhooks => Silo.Grains.GetGrain<IWebhooksGrain>(User);

    public async ValueTask InitializeAsync()
    {
        Receiver = await WebhookReceiver.StartAsync();
        Silo = await NarrowSilo.Start([("Webhooks:AllowedHosts:0", "127.0.0.1"), .. settings]);
    }

    public async ValueTask DisposeAsync()
    {
        await Silo.DisposeAsync();
        await Receiver.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
