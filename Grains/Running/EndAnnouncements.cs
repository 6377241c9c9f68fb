using PromptGen.Bodies;
using PromptGen.PromptTasks;
using PromptGen.Webhooks;

namespace PromptGen.Running;

/// <summary>
/// Hands the ends of generations to the webhooks of those who want to be told, before these leave the index: what a crash interrupts is done again, and is
/// the same event.
/// </summary>
public sealed partial class EndAnnouncements(IWebhookSubscribers subscribers, IGrainFactory grains, ILogger<EndAnnouncements> logger)
{
    /// <summary>Which users of these generations have an endpoint.</summary>
    /// <exception cref="OrleansException">The store cannot be reached.</exception>
    public Task<IReadOnlySet<string>> Subscribers(IEnumerable<PromptTaskTicket> ended) =>
        subscribers.Among([.. ended.Where(ticket => ticket.CallbackUrl is null).Select(ticket => ticket.Key.UserId).Distinct()]);

    /// <summary>Announces those of one user's ends that somebody wants to be told.</summary>
    /// <exception cref="OrleansException">The store cannot be reached or refuses.</exception>
    public async Task Announce(string userId, IEnumerable<PromptTaskTicket> ended, bool hasEndpoint)
    {
        var told = ended.Where(ticket => hasEndpoint || ticket.CallbackUrl is not null).ToArray();
        if (told.Length == 0)
            return;
        var events = await Task.WhenAll(told.Select(EventOf));
        await grains.ByKey<IWebhooksGrain>(userId).Announce([.. events.OfType<WebhookEvent>()]);
        // What was read of one before it was deleted must not stay, whichever of the two came first.
        foreach (var ticket in told)
        {
            if (await Grain(ticket).GetStatus() is null && await Attempts(ticket).GetDeleted() is not null)
                await grains.ByKey<IWebhookDeliveryGrain>(userId).Forget(ticket.Key.TaskId);
        }
    }

    private async Task<WebhookEvent?> EventOf(PromptTaskTicket ticket)
    {
        if (await Grain(ticket).GetStatus() is { } end)
            return Told(end, StatusBody.From(end), ticket);
        if (await Attempts(ticket).GetDeleted() is { } deleted)
            return Told(deleted, StatusBody.From(deleted, withPrompt: false), ticket);
        LogGone(ticket.Key.TaskId, ticket.Key.UserId);
        return null;
    }

    private static WebhookEvent Told(PromptTaskView end, StatusBody body, PromptTaskTicket ticket) =>
        WebhookEvent.EndOf(end, StatusJson.Utf8(body), ticket.CallbackUrl) with { TraceParent = ticket.TraceParent };

    private IPromptTaskGrain Grain(PromptTaskTicket ticket) => grains.PromptTask(ticket.Key);

    private IPromptTaskAttemptGrain Attempts(PromptTaskTicket ticket) => grains.ByKey<IPromptTaskAttemptGrain>(ticket.Key.ToString());

    [LoggerMessage(Level = LogLevel.Error, Message = "The end of task {TaskId} of {UserId} is told by no webhook: its retention was over before the service came to it")]
    private partial void LogGone(Guid taskId, string userId);
}
