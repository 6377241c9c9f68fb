using System.Net;
using System.Net.Http.Headers;
using PromptGen.Testing;
using static PromptGen.Gateway.Tests.GenerationCalls;

namespace PromptGen.Gateway.Tests;

/// <summary>An answer that lasts ends with the token that asked for it.</summary>
public sealed class TokenEndTests(GatewayHost gateway)
{
    // Of the time between both a busy machine may take some.
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(2), WithinSeconds = TimeSpan.FromSeconds(10);

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_OfATaskThatGoesOn_EndWithTheToken_AndGoOnWithTheNext()
    {
        var user = $"user-{Guid.NewGuid():N}";
        using var client = gateway.Client(user);
        var task = await Hanging(client);
        using var expiring = With(user, Lifetime);
        var began = TimeProvider.System.GetTimestamp();

        var events = await LiveEvents.All(expiring, task);

        Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.Zero, WithinSeconds);
        Assert.DoesNotContain(events, one => one.Name is "completed" or "failed" or "cancelled");
        Assert.Equal("processing", (await client.Status(task)).GetProperty("status").GetString());
        using var again = await client.Cancel(task);
        var rest = await LiveEvents.Open(client, task, events[^1].Id);
        await using (rest)
            Assert.Equal("cancelled", (await rest.ToEnd())[^1].Name);
    }

    [Fact]
    public async Task LongPoll_IsAnsweredWhenTheTokenEnds()
    {
        var user = $"user-{Guid.NewGuid():N}";
        using var client = gateway.Client(user);
        var task = await Hanging(client);
        using var expiring = With(user, Lifetime);
        var began = TimeProvider.System.GetTimestamp();

        using var response = await expiring.GetStatus(task, "?wait=30");

        Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.Zero, WithinSeconds);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var cancelled = await client.Cancel(task);
    }

    [Fact]
    public async Task LongPoll_WithinTheAllowedSkew_StillWaits()
    {
        var user = $"user-{Guid.NewGuid():N}";
        using var client = gateway.Client(user);
        var task = await Hanging(client);
        using var expired = With(user, TimeSpan.FromSeconds(-1));

        var waiting = expired.GetStatus(task, "?wait=30");
        using var cancelled = await client.Cancel(task);
        using var response = await waiting;

        Assert.Equal("cancelled", (await response.Body()).GetProperty("status").GetString());
    }

    private async Task<string> Hanging(HttpClient client)
    {
        var text = NewText();
        gateway.Model.On(text, ModelBehaviours.Hang());
        var task = await client.Start(text);
        await client.AtModel(task);
        return task;
    }

    private HttpClient With(string user, TimeSpan expiresIn)
    {
        var client = gateway.Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", new TestToken(gateway.DevelopmentKey) { Subject = user, ExpiresIn = expiresIn }.Sign());
        return client;
    }
}
