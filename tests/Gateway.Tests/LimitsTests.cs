using System.Net;
using System.Net.Http.Json;
using PromptGen.Gateway.Tests.Description;
using PromptGen.Testing;
using static PromptGen.Gateway.Tests.GenerationCalls;

namespace PromptGen.Gateway.Tests;

public sealed class LimitsTests(TightHost gateway) : IClassFixture<TightHost>
{
    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Queued_IsTheContractsBodyWithItsPosition()
    {
        using var client = gateway.NewUser();
        var text = NewText();
        gateway.Model.On(text, ModelBehaviours.Hang());
        var running = await client.Start(text);
        await client.AtModel(running);
        var next = await client.Start(text);
        var last = await client.Start(text);

        using var response = await client.GetStatus(last);
        var body = await response.Body();
        var positionOfNext = (await client.Status(next)).GetProperty("queue_position").GetInt32();
        foreach (var task in (string[])[last, next, running])
            (await client.Cancel(task)).Dispose();

        Assert.Equal(0, positionOfNext);
        Assert.Equal("1", response.Headers.GetValues("Retry-After").Single());
        AssertJson(
            $$$"""
            {"task_id":"{{{last}}}","status":"queued","progress":0,"message":"Task queued, waiting to start...","queue_position":1,
            "charge":{"state":"none","tokens":0},"created_at":"{{{body.GetProperty("created_at")}}}","updated_at":"{{{body.GetProperty("updated_at")}}}"}
            """,
            body);
    }

    [Fact]
    public async Task Events_WhileQueued_TellThePlaceAsItChanges()
    {
        using var client = gateway.NewUser();
        var text = NewText();
        gateway.Model.On(text, ModelBehaviours.Hang());
        var running = await client.Start(text);
        await client.AtModel(running);
        var next = await client.Start(text);
        var last = await client.Start(text);
        await using var events = await LiveEvents.Open(client, last);
        await events.Until(one => Place(one) == 1);

        (await client.Cancel(next)).Dispose();

        await events.Until(one => Place(one) == 0);
        foreach (var task in (string[])[last, running])
            (await client.Cancel(task)).Dispose();

        static int? Place(LiveEvent status) => status.Json.TryGetProperty("queue_position", out var place) ? place.GetInt32() : null;
    }

    [Fact]
    public async Task Cancel_Queued_IsCancelledWithoutACharge()
    {
        using var client = gateway.NewUser();
        var text = NewText();
        gateway.Model.On(text, ModelBehaviours.Hang());
        var running = await client.Start(text);
        await client.AtModel(running);
        var waiting = await client.Start(text);

        using var response = await client.Cancel(waiting);
        (await client.Cancel(running)).Dispose();

        var body = await response.Body();
        Assert.Equal("cancelled", body.GetProperty("status").GetString());
        AssertJson("""{"state":"none","tokens":0}""", body.GetProperty("charge"));
    }

    [Fact]
    public async Task Status_AfterTheRetention_IsNotFoundLikeAnUnknownTask()
    {
        using var client = gateway.NewUser();
        var task = await client.Start(NewText());
        using var ended = await client.GetStatus(task, "?wait=30");
        var body = await ended.Body();

        var code = await Eventually.GetAsync(() => Code(client, task), code => code != HttpStatusCode.OK, $"{task} expires", Stopping);

        Assert.Equal(body.GetProperty("updated_at").GetDateTimeOffset().AddSeconds(2), body.GetProperty("expires_at").GetDateTimeOffset());
        Assert.Equal(HttpStatusCode.NotFound, code);
        using var cancel = await client.Cancel(task);
        Assert.Equal(HttpStatusCode.NotFound, cancel.StatusCode);
    }

    [Fact]
    public async Task Generate_OverTheConfiguredLimit_Is504AndTheTokensAreBack()
    {
        using var client = gateway.NewUser();
        var text = NewText();
        gateway.Model.On(text, ModelBehaviours.Hang());

        using var response = await client.PostAsJsonAsync(SynchronousRoute, new { manual_prompt = text }, Stopping);

        Assert.Equal(HttpStatusCode.GatewayTimeout, response.StatusCode);
        await ApiDocument.AssertDescribes(gateway, response);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("10000/0", await client.Tokens());
    }

    private static async Task<HttpStatusCode> Code(HttpClient client, string task)
    {
        using var response = await client.GetStatus(task);
        return response.StatusCode;
    }
}
