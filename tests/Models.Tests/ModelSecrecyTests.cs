using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PromptGen.Prompts;
using PromptGen.Testing;
using static PromptGen.Testing.ModelBehaviours;

namespace PromptGen.Models.Tests;

/// <summary>No key, prompt, answer or endpoint query in any log line or trace, at any level, whatever happens.</summary>
public sealed class ModelSecrecyTests
{
    private const string Prompt = "canary-prompt-0815";
    private const string AnswerText = "canary-answer-1234";
    private const string Query = "canary-query-99";

    public static TheoryData<string> Outcomes => ["good", "401", "400", "404", "429", "500", "cut", "garbage", "filter", "huge", "refuse", "hang"];

    [Theory]
    [MemberData(nameof(Outcomes))]
    public async Task Secrets_StayOutOfLogsAndTraces(string outcome)
    {
        var traces = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => traces.Enqueue(Everything(activity)),
        };
        ActivitySource.AddActivityListener(listener);

        var deadline = outcome == "hang" ? "00:00:03" : "00:01:00";
        await using var server = await FakeModelServer.StartAsync(Named(outcome));
        await using var services = ModelHost.Services(
            ("Model:Provider", "openai"), ("Model:Endpoint", $"{server.Endpoint}?token={Query}"), ("Model:ApiKey", ModelHost.Key), ("Model:Name", "test-model"),
            ("Model:AttemptTimeout", deadline), ("Model:TotalTimeout", deadline));
        var writer = services.GetRequiredService<PromptWriter>();

        var result = await writer.WriteAsync(new PromptSubmission { ManualPrompt = Prompt, BusinessType = "bakery" }, null, LiveText.Unread, ModelHost.Patience, TestContext.Current.CancellationToken);

        // The canaries did travel, so finding none below means something.
        Assert.Equal(outcome == "good", result is PromptWriterResult.Written);
        Assert.Contains(Prompt, server.Calls[0].Prompt, StringComparison.Ordinal);
        Assert.Equal($"Bearer {ModelHost.Key}", server.Calls[0].Authorization);

        var logs = services.GetRequiredService<RecordedLogs>().Lines;
        Assert.Contains(traces, trace => trace.StartsWith("PromptGen.Models", StringComparison.Ordinal));
        // The server lives in this process too; its own traces are not ours to judge.
        Assert.All(logs.Concat(traces.Where(trace => !trace.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal))), line =>
        {
            Assert.DoesNotContain(ModelHost.Key, line, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Prompt, line, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(AnswerText, line, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Query, line, StringComparison.OrdinalIgnoreCase);
        });
    }

    private static ModelBehaviour Named(string outcome) => outcome switch
    {
        "good" => Answer(AnswerText),
        "cut" => CutStream(AnswerText),
        "garbage" => exchange => exchange.WriteLineAsync($"data: {{{AnswerText}\n\n"),
        "filter" => ContentFilter(AnswerText),
        "huge" => Huge(),
        "refuse" => Refuse(),
        "hang" => HangAfter(AnswerText),
        _ => Status(int.Parse(outcome, System.Globalization.CultureInfo.InvariantCulture)),
    };

    private static string Everything(Activity activity) => string.Join(" | ",
    [
        activity.Source.Name, activity.DisplayName, activity.StatusDescription,
        .. activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"),
        .. activity.Baggage.Select(item => $"{item.Key}={item.Value}"),
        .. activity.Events.SelectMany(e => e.Tags.Select(tag => $"{e.Name}.{tag.Key}={tag.Value}")),
    ]);
}
