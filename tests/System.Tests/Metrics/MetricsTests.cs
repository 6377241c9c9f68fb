using System.Net;
using System.Text.RegularExpressions;

namespace PromptGen.SystemTests.Metrics;

public sealed partial class MetricsTests(MeasuredService service) : IClassFixture<MeasuredService>
{
    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Metrics_TellWhatAGenerationDid_AndNothingOfWhoseOrWhat()
    {
        var (user, task) = await service.GenerateAsync(Stopping);

        var metrics = await Read();

        Assert.All(
            [
                "promptgen_tasks_started_total", "promptgen_tasks_ended_total{origin=\"ai\",reason=\"none\",status=\"completed\"}",
                "promptgen_tasks_ended_total{origin=\"fallback\",reason=\"blocked\",status=\"completed\"}",
                "promptgen_task_duration_seconds_count{origin=\"ai\",status=\"completed\"}", "promptgen_task_step_duration_seconds_count{step=\"waiting_for_model\"}",
                "promptgen_tokens_total{operation=\"reserved\"}", "promptgen_tokens_total{operation=\"charged\"}", "promptgen_tokens_total{operation=\"released\"}",
                "promptgen_model_tokens_unpaid_total{reason=\"blocked\"}", "promptgen_redis_duration_seconds_count", "promptgen_queue_length", "promptgen_pace_limit",
                "promptgen_queue_longest_wait_seconds", "promptgen_retirements_pending",
            ],
            name => Assert.Contains(metrics, line => line.StartsWith(name, StringComparison.Ordinal)));
        Assert.DoesNotContain(metrics, line => line.Contains(user, StringComparison.Ordinal) || line.Contains($"{task}", StringComparison.Ordinal) || line.Contains("bread", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Metrics_CountModelCalls_ByTheNamesOfTheConvention()
    {
        await service.GenerateAsync(Stopping);

        var metrics = await Read();

        Assert.Contains(metrics, line => line.StartsWith("gen_ai_client_operation_duration_seconds_count{", StringComparison.Ordinal) && line.Contains("gen_ai_request_model=\"test-model\"", StringComparison.Ordinal));
        Assert.Contains(metrics, line => line.StartsWith("gen_ai_client_token_usage", StringComparison.Ordinal) && line.Contains("gen_ai_token_type=\"input\"", StringComparison.Ordinal));
        Assert.DoesNotContain(metrics, line => line.Contains("response_model", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Metrics_TellOfOrleans_WhatCostsNoCallAnything()
    {
        await service.GenerateAsync(Stopping);

        var told = (await Read()).Where(line => line.StartsWith("orleans_", StringComparison.Ordinal)).ToArray();

        Assert.Contains(told, line => line.StartsWith("orleans_grains{grain_type=\"task\"}", StringComparison.Ordinal));
        Assert.DoesNotContain(told, line => line.Contains("_bucket", StringComparison.Ordinal) || line.StartsWith("orleans_messaging_sent_header", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, false, null, HttpStatusCode.OK)]
    [InlineData(null, false, "X-Forwarded-For", HttpStatusCode.Unauthorized)]
    [InlineData("anna", false, "Forwarded", HttpStatusCode.Forbidden)]
    [InlineData("admin", true, "X-Forwarded-For", HttpStatusCode.OK)]
    public async Task Metrics_AreForProgramsOnThisMachine_AndAdministrators(string? user, bool isAdmin, string? header, HttpStatusCode expected)
    {
        using var client = user is null ? new ApiClient(service.Url) : await ApiClient.LogInAsync(service.Url, user, isAdmin, Stopping);
        if (header is not null)
            client.Http.DefaultRequestHeaders.Add(header, "for=192.0.2.1");

        using var response = await client.Http.GetAsync("/metrics", Stopping);

        Assert.Equal(expected, response.StatusCode);
    }

    /// <summary>The lines, without what the library says of itself.</summary>
    private async Task<List<string>> Read()
    {
        using var stranger = new ApiClient(service.Url);
        var text = await stranger.Http.GetStringAsync("/metrics", Stopping);
        return [.. text.Split('\n').Where(line => !line.StartsWith('#')).Select(line => Scope().Replace(line, "").Replace("{}", "", StringComparison.Ordinal))];
    }

    [GeneratedRegex("otel_scope_name=\"[^\"]*\",?")]
    private static partial Regex Scope();
}
