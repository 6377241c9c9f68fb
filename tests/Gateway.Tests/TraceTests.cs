using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using PromptGen.Testing;
using static PromptGen.Gateway.Tests.GenerationCalls;

namespace PromptGen.Gateway.Tests;

public sealed class TraceTests(GatewayHost gateway)
{
    [Fact]
    public async Task Start_Grain_Attempt_ModelCall_AndWebhook_AreOneTrace_WithoutTexts()
    {
        var seen = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("PromptGen.", StringComparison.Ordinal)
                || source.Name is "Microsoft.AspNetCore" or "Microsoft.Orleans.Application" or "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = seen.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        using var client = gateway.NewUser();
        var trace = ActivityTraceId.CreateRandom();
        client.DefaultRequestHeaders.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
        var text = NewText();
        await using var receiver = await WebhookReceiver.StartAsync();

        using var started = await client.PostAsJsonAsync(Route, new { manual_prompt = text, callback_url = receiver.UrlByName }, TestContext.Current.CancellationToken);
        var task = (await started.Body()).GetProperty("task_id").GetString();
        var told = (await receiver.WaitAsync(1, TestContext.Current.CancellationToken))[0];

        var spans = await Eventually.GetAsync(
            () => Task.FromResult(seen.Where(span => span.TraceId == trace).ToArray()),
            spans => Names(spans).IsSupersetOf(["generate", "chat test-model", "deliver webhook"]), "all spans are there", TestContext.Current.CancellationToken);
        var generate = Assert.Single(spans, span => span.OperationName == "generate");
        var chat = Assert.Single(spans, span => span.OperationName == "chat test-model");
        Assert.Equal((generate.SpanId, task), (chat.ParentSpanId, $"{generate.GetTagItem("promptgen.task.id")}"));
        Assert.Contains(spans, span => span.Source.Name == "Microsoft.Orleans.Application" && span.SpanId == generate.ParentSpanId);
        var delivery = Assert.Single(spans, span => span.OperationName == "deliver webhook");
        Assert.Equal((generate.ParentSpanId, told.Id), (delivery.ParentSpanId, $"{delivery.GetTagItem("promptgen.webhook.id")}"));
        Assert.DoesNotContain("traceparent", told.Headers.Keys);
        Assert.DoesNotContain(seen, span => span.TagObjects.Any(tag => $"{tag.Value}" is var value
            && (value.Contains(text, StringComparison.Ordinal) || value.Contains(new Uri(receiver.Url).Authority, StringComparison.Ordinal))));

        static HashSet<string> Names(Activity[] spans) => [.. spans.Select(span => span.OperationName)];
    }
}
