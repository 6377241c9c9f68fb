namespace PromptGen.Webhooks;

/// <content>How texts of deleted generations leave the deliveries.</content>
public sealed partial class WebhooksGrain
{
    /// <inheritdoc />
    public async Task Forget(Guid taskId)
    {
        for (long? place = null; ;)
        {
            var entries = await deliveries.Before(UserId, place, taskId, PlacesAtOnce);
            foreach (var record in entries.Select(entry => entry.Record).OfType<DeliveryRecord>())
            {
                var key = new DeliveryKey(UserId, record.Id);
                if (await deliveries.Find(key) is (_, var body))
                    await deliveries.SetBody(key, WebhookBody.WithoutTexts(body));
            }
            if (entries.Count < PlacesAtOnce)
                return;
            place = entries[^1].Place;
        }
    }
}
