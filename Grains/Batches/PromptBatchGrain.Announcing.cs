using System.Text.Json;
using PromptGen.Webhooks;

namespace PromptGen.Batches;

/// <content>How its completion gets to its user's webhooks: before its last generation leaves the index, so that a crash has it done again.</content>
public sealed partial class PromptBatchGrain
{
    private Task Announce(PromptBatchState done, DateTimeOffset at)
    {
        var ends = Enumerable.Range(0, done.Total).Select(index => new BatchEndBody(_key.Item(index).TaskId, done.Ends[index])).ToArray();
        var body = new BatchCompletedBody(
            _key.BatchId, PromptTaskStatus.Completed, done.Total, Count(PromptTaskStatus.Completed), Count(PromptTaskStatus.Failed), Count(PromptTaskStatus.Cancelled), done.CreatedAt, at, ends);
        var data = JsonSerializer.SerializeToUtf8Bytes(body, WebhookDataJson.Default.BatchCompletedBody);
        var completed = new WebhookEvent(WebhookTypes.BatchCompleted, $"{_key.BatchId:N} {done.CreatedAt.UtcTicks}", at, data) { CallbackUrl = done.CallbackUrl, TraceParent = done.TraceParent };
        return GrainFactory.ByKey<IWebhooksGrain>(_key.UserId).Announce([completed]);

        int Count(PromptTaskStatus status) => ends.Count(end => end.Status == status);
    }
}
