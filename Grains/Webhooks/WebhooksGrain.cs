using Microsoft.Extensions.Options;
using PromptGen.PromptTasks;

namespace PromptGen.Webhooks;

/// <summary>
/// A user's webhooks: where to, signed with what, and the one who decides what becomes of each delivery. The calls themselves are a dispatcher's, which
/// reports here.
/// </summary>
[GrainType("webhook"), CollectionAgeLimit(Minutes = 2)]
public sealed partial class WebhooksGrain(
    [PersistentState("webhooks", StorageNames.Webhooks)] IPersistentState<WebhooksState> storage,
    IWebhookDeliveries deliveries,
    IWebhookSubscribers subscribers,
    DueSignal due,
    IOptions<WebhookOptions> options,
    IOptions<PromptTaskOptions> tasks,
    TimeProvider clock,
    ILogger<WebhooksGrain> logger) : Grain, IWebhooksGrain, IWebhookDeliveryGrain
{
    private WebhooksState State => storage.State;

    private string UserId => this.GetPrimaryKeyString();

    private TimeSpan Keep => options.Value.Retention > tasks.Value.Retention ? options.Value.Retention : tasks.Value.Retention;

    /// <inheritdoc />
    public Task<WebhookEndpoint> GetEndpoint() => Task.FromResult(Endpoint());

    /// <inheritdoc />
    public async Task<WebhookEndpoint> SetEndpoint(string? url)
    {
        // Among the subscribers for a moment too long costs little; a moment too short would lose an event.
        if (url is not null)
            await subscribers.Add(UserId);
        if (url != State.Endpoint)
            await Save(State with { Endpoint = url });
        if (url is null)
            await subscribers.Remove(UserId);
        return Endpoint();
    }

    /// <inheritdoc />
    public async Task<WebhookSecret> GetSecret()
    {
        if (State.Secrets.Count == 0)
            await Save(State.Rotate(clock.GetUtcNow()));
        return Secret();
    }

    /// <inheritdoc />
    public async Task<WebhookSecret> RotateSecret()
    {
        await Save(State.Rotate(clock.GetUtcNow()));
        LogRotated(UserId);
        return Secret();
    }

    private WebhookEndpoint Endpoint() => new(State.Endpoint, State.Endpoint is { } url && State.IsClosed(url));

    private WebhookSecret Secret()
    {
        var now = clock.GetUtcNow();
        var before = State.Secrets.Skip(1).FirstOrDefault(secret => secret.ValidUntil > now);
        return new WebhookSecret(State.Secrets[0].Secret, State.Secrets[0].CreatedAt, before?.ValidUntil);
    }

    private async Task Save(WebhooksState next)
    {
        if (ReferenceEquals(next, State))
            return;
        storage.State = next;
        try
        {
            await storage.WriteStateAsync();
        }
        catch
        {
            // Memory is ahead of Redis: the next call starts from what is durable.
            DeactivateOnIdle();
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The webhook secret of {UserId} was changed")]
    private partial void LogRotated(string userId);
}
