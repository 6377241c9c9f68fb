using System.Collections.Concurrent;
using System.Diagnostics;
using PromptGen.Testing;
using static PromptGen.Gateway.Tests.GenerationCalls;

namespace PromptGen.Gateway.Tests;

public sealed class TraceTests(GatewayHost gateway)
{
    [Fact]
    public async Task Start_Grain_Attempt_AndModelCall_AreOneTrace_WithoutTexts()
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

        var task = await client.Start(text);
        await client.End(task);

        var spans = await Eventually.GetAsync(
            () => Task.FromResult(seen.Where(span => span.TraceId == trace).ToArray()),
            spans => Names(spans).IsSupersetOf(["generate", "chat test-model"]), "all spans are there", TestContext.Current.CancellationToken);
        var generate = Assert.Single(spans, span => span.OperationName == "generate");
        var chat = Assert.Single(spans, span => span.OperationName == "chat test-model");
        Assert.Equal((generate.SpanId, task), (chat.ParentSpanId, $"{generate.GetTagItem("promptgen.task.id")}"));
        Assert.Contains(spans, span => span.Source.Name == "Microsoft.Orleans.Application" && span.SpanId == generate.ParentSpanId);
        Assert.DoesNotContain(spans, span => span.TagObjects.Any(tag => $"{tag.Value}".Contains(text, StringComparison.Ordinal)));

        static HashSet<string> Names(Activity[] spans) => [.. spans.Select(span => span.OperationName)];
    }
}
