using System.Net;
using System.Text.RegularExpressions;
using PromptGen.Testing;
using static PromptGen.Gateway.Tests.GenerationCalls;

namespace PromptGen.Gateway.Tests;

public sealed partial class StatusInFlightTests(GatewayHost gateway)
{
    private readonly TaskCompletionSource _modelMayAnswer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Status_ModelAtWork_IsTheContractsBody()
    {
        using var client = gateway.NewUser();
        var task = await StartHeld(client);

        using var response = await client.GetStatus(task);

        var body = await response.Body();
        AssertJson(
            $$$"""
            {"task_id":"{{{task}}}","status":"processing","progress":70,"message":"Waiting for AI response...",
            "created_at":"{{{body.GetProperty("created_at")}}}","updated_at":"{{{body.GetProperty("updated_at")}}}","charge":{"state":"reserved","tokens":700}}
            """,
            body);
        Assert.Equal("1", response.Headers.GetValues("Retry-After").Single());
    }

    [Fact]
    public async Task Status_ModelAtWork_HasUtcTimesInOrder()
    {
        using var client = gateway.NewUser();

        var body = await client.Status(await StartHeld(client));

        Assert.Matches(UtcTime(), body.GetProperty("created_at").GetString());
        Assert.Matches(UtcTime(), body.GetProperty("updated_at").GetString());
        Assert.True(body.GetProperty("created_at").GetDateTimeOffset() <= body.GetProperty("updated_at").GetDateTimeOffset());
    }

    [Theory]
    [InlineData("")]
    [InlineData("?wait=0.1")]
    public async Task Status_UnchangedFromTheTagGiven_Is304WithTheTag(string query)
    {
        using var client = gateway.NewUser();
        var task = await StartHeld(client);
        var tag = await Tag(client, task);

        using var response = await client.GetStatus(task, query, known: tag);

        Assert.Equal(HttpStatusCode.NotModified, response.StatusCode);
        Assert.Equal(tag, response.Headers.ETag?.ToString());
    }

    [Fact]
    public async Task Wait_WithTag_AnswersOnceTheTaskDiffers()
    {
        using var client = gateway.NewUser();
        var task = await StartHeld(client);
        var tag = await Tag(client, task);

        var poll = client.GetStatus(task, "?wait=30", known: tag);
        _modelMayAnswer.SetResult();
        using var response = await poll;

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotEqual(tag, response.Headers.ETag?.ToString());
        Assert.InRange((await response.Body()).GetProperty("progress").GetInt32(), 90, 100);
    }

    [Fact]
    public async Task Wait_WithOlderTag_AnswersAtOnceThoughNothingHappens()
    {
        using var client = gateway.NewUser();
        var task = await StartHeld(client);

        using var response = await client.GetStatus(task, "?wait=30", known: "\"older\"");

        Assert.Equal(70, (await response.Body()).GetProperty("progress").GetInt32());
    }

    [Fact]
    public async Task Wait_WithoutTag_AnswersOnceTheTaskIsTerminal()
    {
        using var client = gateway.NewUser();
        var task = await StartHeld(client);

        var poll = client.GetStatus(task, "?wait=30");
        _modelMayAnswer.SetResult();
        using var response = await poll;

        Assert.Equal("completed", (await response.Body()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Wait_NothingHappens_AnswersTheCurrentStateAtItsEnd()
    {
        using var client = gateway.NewUser();
        var task = await StartHeld(client);

        var body = await client.Status(task, "?wait=0.1");

        Assert.Equal(70, body.GetProperty("progress").GetInt32());
    }

    [Theory]
    [InlineData("wait=30")]
    [InlineData("respond-async, wait=30")]
    [InlineData("wait=999")]
    [InlineData("wait=30; foo=bar")]
    [InlineData("wait=\"30\"")]
    [InlineData("Wait = 30")]
    [InlineData("foo; wait=0, wait=30, wait=0")]
    public async Task PreferWait_IsAWaitToo(string prefer)
    {
        using var client = gateway.NewUser();
        var task = await StartHeld(client);

        var poll = client.GetStatus(task, prefer: prefer);
        _modelMayAnswer.SetResult();
        using var response = await poll;

        Assert.Equal("completed", (await response.Body()).GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("30.5")]
    [InlineData("1e1")]
    [InlineData("NaN")]
    [InlineData("soon")]
    [InlineData("1&wait=2")]
    public async Task Wait_NoNumberFrom0To30_Is400(string wait)
    {
        using var client = gateway.NewUser();

        using var response = await client.GetStatus(Guid.NewGuid().ToString(), $"?wait={wait}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("invalid_wait", (await response.Body()).GetProperty("error_code").GetString());
    }

    private async Task<string> StartHeld(HttpClient client)
    {
        var text = NewText();
        gateway.Model.On(text, ModelBehaviours.AnswerInChunks(["Bread."], _ => _modelMayAnswer.Task));
        var task = await client.Start(text);
        await client.AtModel(task);
        return task;
    }

    private static async Task<string> Tag(HttpClient client, string task)
    {
        using var response = await client.GetStatus(task);
        return response.Headers.ETag!.ToString();
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z$")]
    private static partial Regex UtcTime();
}
