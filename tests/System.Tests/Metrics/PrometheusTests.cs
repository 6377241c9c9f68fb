using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using PromptGen.Testing.Processes;

namespace PromptGen.SystemTests.Metrics;

/// <summary>What operators run beside the service: the alert rules and the dashboard's queries, on the service's own metrics.</summary>
public sealed partial class PrometheusTests(MeasuredService service) : IClassFixture<MeasuredService>
{
    private static readonly string Deploy = Path.Combine(ProgramProcess.RepositoryRoot, "deploy");

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EachAlert_FiresAndClears_AsItsTestSays()
    {
        var (exitCode, output) = await Run("promtool", "test", "rules", Path.Combine(Deploy, "prometheus", "alerts.test.yml"));

        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public void EachAlert_HasATestThatSeesItQuietFiringAndQuietAgain_AndSaysWhatToDo()
    {
        var (rules, tests) = (Read("prometheus/alerts.yml"), Read("prometheus/alerts.test.yml"));
        var alerts = Alert().Matches(rules).Select(match => match.Groups[1].Value).ToArray();

        Assert.NotEmpty(alerts);
        Assert.All(alerts, alert =>
        {
            var checks = tests.Split('\n').Where(line => line.Contains($"alertname=\"{alert}\"", StringComparison.Ordinal)).ToArray();
            Assert.Equal([false, true, false], checks.Select(line => !line.Contains("exp_samples: []", StringComparison.Ordinal)));
        });
        Assert.Equal(alerts.Length, Regex.Count(rules, "description:"));
    }

    [Fact]
    public async Task EachQuery_OfDashboardAndAlerts_IsOneThatPrometheusAnswers_AndNamesWhatTheServiceTells()
    {
        await service.GenerateAsync(Stopping);
        using var directory = new TempDirectory();
        await using var prometheus = await StartPrometheus(directory.Path);
        // Rates need two samples.
        await Eventually.GetAsync(() => Query(prometheus.Http, "min(count_over_time(promptgen_tasks_started_total[1m]))"), found => found is [var count] && count >= 3, "three samples", Stopping);
        await service.GenerateAsync(Stopping);

        using var stranger = new ApiClient(service.Url);
        var told = Name().Matches(await stranger.Http.GetStringAsync("/metrics", Stopping)).Select(match => match.Value).ToHashSet();
        Assert.All(Queries(), query =>
        {
            Assert.NotNull(Query(prometheus.Http, query).GetAwaiter().GetResult());
            Assert.All(Metric().Matches(Regex.Replace(query, @"by \([^)]*\)", "")).Select(match => match.Value).Except(ToldOnlyWhenTheyHappen), name => Assert.Contains(name, told));
        });
    }

    // The cache is off here, and Redis well.
    private static readonly string[] ToldOnlyWhenTheyHappen = ["promptgen_cache_lookups_total", "promptgen_redis_errors_total"];

    private static IEnumerable<string> Queries()
    {
        using var dashboard = JsonDocument.Parse(Read("grafana/promptgen.json"));
        foreach (var panel in dashboard.RootElement.GetProperty("panels").EnumerateArray())
        {
            foreach (var target in panel.GetProperty("targets").EnumerateArray())
                yield return target.GetProperty("expr").GetString()!;
        }
        foreach (Match rule in Expression().Matches(Read("prometheus/alerts.yml")))
            yield return Regex.Replace(rule.Groups[1].Value, "\\s+", " ");
    }

    private async Task<Prometheus> StartPrometheus(string directory)
    {
        var port = FreePorts.Next();
        var config = Path.Combine(directory, "prometheus.yml");
        await File.WriteAllTextAsync(config, $$"""
            global: { scrape_interval: 500ms, scrape_timeout: 500ms }
            scrape_configs: [{ job_name: promptgen, static_configs: [{ targets: ["{{service.Url.Authority}}"] }] }]
            """, Stopping);
        var process = Process.Start(new ProcessStartInfo("prometheus",
            [$"--config.file={config}", $"--storage.tsdb.path={Path.Combine(directory, "data")}", $"--web.listen-address=127.0.0.1:{port}", "--log.level=error"]))!;
        return new Prometheus(process, new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") });
    }

    /// <summary>The values of a query; <c>null</c> while there is no answer, or not one of success.</summary>
    private static async Task<double[]?> Query(HttpClient prometheus, string query)
    {
        try
        {
            var answer = await prometheus.GetFromJsonAsync<JsonElement>($"/api/v1/query?query={Uri.EscapeDataString(query)}", Stopping);
            return answer.GetProperty("status").GetString() == "success"
                ? [.. answer.GetProperty("data").GetProperty("result").EnumerateArray().Select(one => double.Parse(one.GetProperty("value")[1].GetString()!, System.Globalization.CultureInfo.InvariantCulture))]
                : null;
        }
        catch (HttpRequestException)
        {
            // Not up yet, or the query is none.
            return null;
        }
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(Deploy, file));

    private static async Task<(int ExitCode, string Output)> Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(Stopping) + await process.StandardError.ReadToEndAsync(Stopping);
        await process.WaitForExitAsync(Stopping);
        return (process.ExitCode, output);
    }

    private sealed class Prometheus(Process process, HttpClient http) : IAsyncDisposable
    {
        public HttpClient Http => http;

        public async ValueTask DisposeAsync()
        {
            http.Dispose();
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    [GeneratedRegex(@"- alert: (\w+)")]
    private static partial Regex Alert();

    [GeneratedRegex(@"expr: (?:>-\s+)?((?:.|\n)+?)\n {8}(?:for|labels):")]
    private static partial Regex Expression();

    [GeneratedRegex("^[a-z_]+", RegexOptions.Multiline)]
    private static partial Regex Name();

    [GeneratedRegex(@"\b(?:promptgen|gen_ai|http|dotnet)_\w+(?=[\[{)\s]|$)")]
    private static partial Regex Metric();
}
