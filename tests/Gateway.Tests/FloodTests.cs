using System.Net;
using System.Net.Http.Json;
using PromptGen.Gateway.Tests.Description;
using PromptGen.Testing;
using static PromptGen.Gateway.Tests.GenerationCalls;

namespace PromptGen.Gateway.Tests;

/// <summary>A user who starts more than their share is told so, and nobody else notices.</summary>
public sealed class FloodTests(LimitedHost gateway) : IClassFixture<LimitedHost>
{
    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Route)]
    [InlineData(SynchronousRoute)]
    public async Task Start_BeyondTheRate_Is429WithTheTimeToWait(string route)
    {
        using var client = gateway.NewUser();
        await StartThree(client);

        using var refused = await Post(client, route, NewText());

        var problem = await Problem.ReadAsync(refused, 429);
        Assert.Equal("rate_limited", problem.GetProperty("error_code").GetString());
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 50, 60);
        Assert.Equal("\"starts\";q=3;w=180", Header(refused, "RateLimit-Policy"));
        Assert.Matches("^\"starts\";r=0;t=[56][0-9]$", Header(refused, "RateLimit"));
        await ApiDocument.AssertDescribes(gateway, refused);
    }

    [Fact]
    public async Task Redelivery_CountsAsAStart()
    {
        using var client = gateway.NewUser();
        await StartThree(client);

        using var refused = await client.PostAsync("/api/v1/webhooks/deliveries/msg_1/redeliver/", null, Stopping);

        Assert.Equal("rate_limited", (await Problem.ReadAsync(refused, 429)).GetProperty("error_code").GetString());
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 50, 60);
        Assert.Equal("\"starts\";q=3;w=180", Header(refused, "RateLimit-Policy"));
        await ApiDocument.AssertDescribes(gateway, refused);
    }

    [Fact]
    public async Task Start_WithinTheRate_SaysWhatIsLeft()
    {
        using var client = gateway.NewUser();

        using var accepted = await Post(client, Route, NewText());

        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.Matches("^\"starts\";r=2;t=[56][0-9]$", Header(accepted, "RateLimit"));
    }

    [Fact]
    public async Task Replays_NeverCount()
    {
        using var client = gateway.NewUser();
        client.DefaultRequestHeaders.Add("Idempotency-Key", $"{Guid.NewGuid()}");
        var text = NewText();
        for (var times = 0; times < 6; times++)
        {
            using var replayed = await Post(client, Route, text);
            Assert.Equal(HttpStatusCode.Accepted, replayed.StatusCode);
        }
        client.DefaultRequestHeaders.Remove("Idempotency-Key");

        using var another = await Post(client, Route, NewText());

        Assert.Equal(HttpStatusCode.Accepted, another.StatusCode);
    }

    [Theory]
    [InlineData(Route)]
    [InlineData(SynchronousRoute)]
    public async Task Start_WithTooManyAtWork_Is429_AndOthersAndReadinessDoNotNotice(string route)
    {
        using var client = gateway.NewUser();
        using var other = gateway.NewUser();
        using var stranger = gateway.Client();
        var text = NewText();
        gateway.Model.On(text, ModelBehaviours.Hang());
        string[] running = [await client.Start(text), await client.Start(text)];

        using var refused = await Post(client, route, text);
        using var served = await Post(other, Route, NewText());
        using var ready = await stranger.GetAsync("/health/ready", Stopping);
        foreach (var task in running)
            (await client.Cancel(task)).Dispose();

        var problem = await Problem.ReadAsync(refused, 429);
        Assert.Equal("too_many_tasks", problem.GetProperty("error_code").GetString());
        Assert.Equal(("\"tasks\";q=2", "\"tasks\";r=0;t=5"), (Header(refused, "RateLimit-Policy"), Header(refused, "RateLimit")));
        Assert.NotNull(refused.Headers.RetryAfter);
        await ApiDocument.AssertDescribes(gateway, refused);
        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.OK), (served.StatusCode, ready.StatusCode));
    }

    private static async Task StartThree(HttpClient client)
    {
        for (var times = 0; times < 3; times++)
            await client.End(await client.Start(NewText()));
    }

    private static Task<HttpResponseMessage> Post(HttpClient client, string route, string text) =>
        client.PostAsJsonAsync(route, new { manual_prompt = text }, Stopping);

    private static string Header(HttpResponseMessage response, string name) => response.Headers.GetValues(name).Single();
}
