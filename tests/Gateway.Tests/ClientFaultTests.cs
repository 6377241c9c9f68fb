using System.Net;
using System.Net.Http.Headers;
using System.Text;
using PromptGen.Client;

namespace PromptGen.Gateway.Tests;

/// <summary>What stands between the .NET client and the service may answer badly.</summary>
public sealed class ClientFaultTests
{
    private const string Id = "0b8a6d9e-3f0c-4e57-9c47-5a0f9a0c1d2e";
    private const string Completed = $$"""{"task_id":"{{Id}}","status":"completed","progress":100,"message":"Done","created_at":"2026-01-01T00:00:00Z","updated_at":"2026-01-01T00:00:00Z","charge":{"state":"none","tokens":0},"prompt":"You help."}""";

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RefusalOfAProxy_ThatIsNoJson_IsRepeatedAsOthers()
    {
        using var answers = new Answers(Text(HttpStatusCode.BadGateway, "upstream died", "application/json"), Text(HttpStatusCode.OK, Completed, "application/json"));
        using var http = answers.Client();

        Assert.Equal("You help.", (await new PromptGenClient(http).GetAsync(Guid.Parse(Id), Stopping)).Prompt);
    }

    [Fact]
    public async Task LongPolls_ThatAreAnsweredAtOnce_AreNotSentAtOnceAgain()
    {
        using var answers = new Answers([.. Enumerable.Repeat(Text(HttpStatusCode.NotModified, "", "text/plain"), 4), Text(HttpStatusCode.OK, Completed, "application/json")]);
        using var http = answers.Client();
        var began = TimeProvider.System.GetTimestamp();

        await new PromptGenClient(http).WaitForCompletionAsync(Guid.Parse(Id), null, Stopping);

        Assert.True(TimeProvider.System.GetElapsedTime(began) > TimeSpan.FromMilliseconds(900));
    }

    [Fact]
    public async Task Stream_ThatEndsAtOnce_IsAskedForAgain_ButNotAtOnce()
    {
        using var answers = new Answers(Text(HttpStatusCode.OK, "", "text/event-stream"), Text(HttpStatusCode.OK, "id: 1\nevent: delta\ndata: {\"text\":\"You help.\"}\n\nid: 2\nevent: completed\ndata: {}\n\n", "text/event-stream"));
        using var http = answers.Client();
        var began = TimeProvider.System.GetTimestamp();
        var text = new StringBuilder();

        await foreach (var piece in new PromptGenClient(http).ReadTextAsync(Guid.Parse(Id), Stopping))
            text.Append(piece.Text);

        Assert.Equal("You help.", text.ToString());
        Assert.True(TimeProvider.System.GetElapsedTime(began) > TimeSpan.FromMilliseconds(900));
    }

    private static Func<HttpResponseMessage> Text(HttpStatusCode status, string text, string type) =>
        () => new HttpResponseMessage(status) { Content = new StringContent(text, Encoding.UTF8, new MediaTypeHeaderValue(type)), Headers = { { "ETag", "\"1\"" } } };

    /// <summary>Answers in turn; the last one again and again.</summary>
    private sealed class Answers(params Func<HttpResponseMessage>[] answers) : HttpMessageHandler
    {
        private int _asked;

        public HttpClient Client() => new(this, disposeHandler: false) { BaseAddress = new Uri("http://service.example/") };

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(answers[Math.Min(_asked++, answers.Length - 1)]());
    }
}
