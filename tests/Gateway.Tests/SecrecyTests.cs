using System.Net.Http.Json;
using System.Text;
using PromptGen.Testing;
using static PromptGen.Gateway.Tests.GenerationCalls;

namespace PromptGen.Gateway.Tests;

/// <summary>No input, prompt, key, token or stack trace in any log line at Debug, nor in any error answer.</summary>
public sealed class SecrecyTests(RecordedHost gateway) : IClassFixture<RecordedHost>
{
    private const string Prompt = "canary-prompt-0815";

    private readonly string _text = $"canary-input-{Guid.NewGuid():N}";

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CompletedRun_LeavesNothingInTheLogs()
    {
        using var client = gateway.NewUser();
        gateway.Model.On(_text, ModelBehaviours.Answer(Prompt));

        var task = await client.Start(_text, businessType: "restaurant");
        var events = await LiveEvents.All(client, task);
        using var synchronous = await client.PostAsJsonAsync(SynchronousRoute, new { manual_prompt = _text }, Stopping);

        Assert.Contains(Prompt, events[^1].Data, StringComparison.Ordinal);
        Assert.Contains(Prompt, await synchronous.Content.ReadAsStringAsync(Stopping), StringComparison.Ordinal);
        Assert.Contains(gateway.Logs.Lines, line => line.Contains(task, StringComparison.Ordinal));
        Assert.Contains(gateway.Logs.Lines, line => line.StartsWith("PromptGen.PromptTasks.PromptTaskGrain Debug ", StringComparison.Ordinal));
        AssertClean(client);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(500)]
    public async Task ModelThatRepeatsKeyAndInput_LeavesNothingInTheLogs(int status)
    {
        using var client = gateway.NewUser();
        gateway.Model.On(_text, ModelBehaviours.Status(status));

        var task = await client.Start(_text);
        var body = await client.End(task);

        Assert.Equal("fallback", body.GetProperty("origin").GetString());
        Assert.Equal($"Bearer {GatewayHost.ModelKey}", gateway.Model.CallsAbout(_text)[0].Authorization);
        Assert.Contains(gateway.Logs.Lines, line => line.Contains("the model wrote no prompt", StringComparison.Ordinal));
        Assert.DoesNotContain(GatewayHost.ModelKey, body.GetRawText(), StringComparison.Ordinal);
        AssertClean(client);
    }

    [Theory]
    [InlineData("""{"manual_prompt":"TEXT","timeout_seconds":0}""", "application/json")]
    [InlineData("""{"manual_prompt":"TEXT","business_type":7}""", "application/json")]
    [InlineData("""{"manual_prompt":["TEXT"]}""", "application/json")]
    [InlineData("""{"manual_prompt":"TEXT""", "application/json")]
    [InlineData("TEXT", "application/json")]
    [InlineData("TEXT", "text/plain")]
    [InlineData("""{"manual_prompt":"TEXT"}""", "application/json; charset=nonsense")]
    public async Task BadRequest_IsRepeatedNeitherInTheAnswerNorInTheLogs(string body, string type)
    {
        using var client = gateway.NewUser();
        foreach (var route in (string[])[Route, SynchronousRoute])
        {
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.Replace("TEXT", _text, StringComparison.Ordinal)));
            Assert.True(content.Headers.TryAddWithoutValidation("Content-Type", type));

            using var response = await client.PostAsync(route, content, Stopping);

            Assert.InRange((int)response.StatusCode, 400, 499);
            var answer = await response.Content.ReadAsStringAsync(Stopping);
            Assert.DoesNotContain(_text, answer, StringComparison.Ordinal);
            Assert.DoesNotContain(Token(client), answer, StringComparison.Ordinal);
        }
        AssertClean(client);
    }

    [Fact]
    public async Task PromptTooLong_IsRepeatedNeitherInTheAnswerNorInTheLogs()
    {
        using var client = gateway.NewUser();

        using var response = await client.PostAsJsonAsync(Route, new { manual_prompt = _text + new string('a', 20_000) }, Stopping);

        Assert.DoesNotContain(_text, await response.Content.ReadAsStringAsync(Stopping), StringComparison.Ordinal);
        AssertClean(client);
    }

    [Fact]
    public async Task ForgedToken_IsRepeatedNeitherInTheAnswerNorInTheLogs()
    {
        using var client = gateway.NewUser();
        var forged = Token(client)[..^6] + "canary";
        client.DefaultRequestHeaders.Authorization = new("Bearer", forged);

        using var response = await client.PostAsJsonAsync(Route, new { manual_prompt = _text }, Stopping);

        Assert.Equal(401, (int)response.StatusCode);
        var answer = response.Headers + await response.Content.ReadAsStringAsync(Stopping);
        Assert.DoesNotContain(forged.Split('.')[1], answer, StringComparison.Ordinal);
        AssertClean(client);
    }

    private void AssertClean(HttpClient client)
    {
        Assert.NotEmpty(gateway.Logs.Lines);
        Assert.DoesNotContain(gateway.Logs.Lines, line => line.Contains("   at ", StringComparison.Ordinal));
        foreach (var secret in (string[])[_text, Prompt, GatewayHost.ModelKey, Token(client), .. Token(client).Split('.')[1..]])
            Assert.DoesNotContain(gateway.Logs.Lines, line => line.Contains(secret, StringComparison.OrdinalIgnoreCase));
    }

    private static string Token(HttpClient client) => client.DefaultRequestHeaders.Authorization!.Parameter!;
}
