using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using PromptGen.Testing.Processes;

namespace PromptGen.SystemTests;

public sealed partial class NewcomerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Banner_OfAnUnconfiguredGateway_NamesItsPages()
    {
        using var data = new TempDirectory();
        await using var gateway = GatewayProcess.Start(new Dictionary<string, string?> { ["Redis__DataDirectory"] = data.Path });
        await gateway.WaitUntilReadyAsync(Cancellation);
        var banner = await BannerAsync(gateway);
        Assert.Contains("no AI is asked", banner, StringComparison.Ordinal);

        using var http = new HttpClient();
        var answers = await Task.WhenAll(Addresses().Matches(banner).Select(match => http.GetAsync(match.Groups[2].Value, Cancellation)));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK], answers.Select(answer => answer.StatusCode));
    }

    [Fact]
    public async Task MisspeltSetting_IsWarnedOfInALogThatTellsTheTime()
    {
        using var data = new TempDirectory();
        await using var gateway = GatewayProcess.Start(new Dictionary<string, string?> { ["Redis__DataDirectory"] = data.Path, ["Model__MaxConcurency"] = "canary" });
        await gateway.WaitUntilReadyAsync(Cancellation);

        Assert.Matches(@"(?m)^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z warn: .* Model:MaxConcurency is unknown.* Model:MaxConcurrency", gateway.Output);
        Assert.DoesNotContain("canary", gateway.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JsonConsole_IsJson()
    {
        using var data = new TempDirectory();
        await using var gateway = GatewayProcess.Start(new Dictionary<string, string?>
        {
            ["Redis__DataDirectory"] = data.Path,
            ["Logging__Console__FormatterName"] = "json",
            ["Model__MaxConcurency"] = "1",
        });
        await gateway.WaitUntilReadyAsync(Cancellation);

        var line = gateway.Output.Split('\n').First(line => line.Contains("MaxConcurency", StringComparison.Ordinal));
        Assert.Equal("Warning", JsonElement.Parse(line).GetProperty("LogLevel").GetString());
    }

    [Fact]
    public async Task Curl_OfTheBanner_AnswersWithTheDemoWritersPrompt()
    {
        using var data = new TempDirectory();
        await using var gateway = GatewayProcess.Start(new Dictionary<string, string?> { ["Redis__DataDirectory"] = data.Path });
        await gateway.WaitUntilReadyAsync(Cancellation);
        var curl = Curl().Match(await BannerAsync(gateway));
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", curl.Groups["token"].Value);

        using var body = new StringContent(curl.Groups["body"].Value, Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(curl.Groups["url"].Value, body, Cancellation);

        var json = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(json.GetProperty("generated_by_ai").GetBoolean());
        Assert.False(json.TryGetProperty("warning", out _));
        Assert.Contains("# The restaurant\n- Cafe Aurora\n", json.GetProperty("prompt").GetString(), StringComparison.Ordinal);
    }

    private static async Task<string> BannerAsync(GatewayProcess gateway)
    {
        await Eventually.UntilAsync(() => Curl().IsMatch(gateway.Output), "the banner shows a command to try", Cancellation);
        return gateway.Output;
    }

    [GeneratedRegex(@"^ +(page|API docs|dashboard) +(http://\S+)", RegexOptions.Multiline)]
    private static partial Regex Addresses();

    [GeneratedRegex(@"curl (?<url>http://\S+) .*?Bearer (?<token>[^']+)'.*?-d '(?<body>[^']+)'", RegexOptions.Singleline)]
    private static partial Regex Curl();
}
