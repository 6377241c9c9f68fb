using System.Net;
using PromptGen.Testing;
using static PromptGen.Gateway.Tests.GenerationCalls;

namespace PromptGen.Gateway.Tests;

public sealed class CancelTests(GatewayHost gateway)
{
    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cancel_WhileGenerating_AnswersTheCancelledStatus()
    {
        using var client = gateway.NewUser();
        var (task, _) = await StartHeld(client);

        using var response = await client.Cancel(task);

        var body = await response.Body();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        AssertJson(
            $$$"""
            {"task_id":"{{{task}}}","status":"cancelled","progress":100,"message":"Prompt generation cancelled","charge":{"state":"released","tokens":700},
            "created_at":"{{{body.GetProperty("created_at")}}}","updated_at":"{{{body.GetProperty("updated_at")}}}","expires_at":"{{{body.GetProperty("expires_at")}}}"}
            """,
            body);
    }

    [Fact]
    public async Task Cancel_WhileGenerating_GivesTheTokensBackBeforeItAnswers()
    {
        using var client = gateway.NewUser();
        var (task, _) = await StartHeld(client);
        var held = await client.Tokens();

        using var response = await client.Cancel(task);

        Assert.Equal("9300/700", held);
        Assert.Equal("10000/0", await client.Tokens());
    }

    [Fact]
    public async Task Cancel_WhenEventsHadDeliveredAlmostAll_ChargesForWhatWasRead()
    {
        using var client = gateway.NewUser();
        using var held = new HeldModel(gateway, string.Concat(Enumerable.Repeat("You sell bread. ", 97)), "The rest of it is three percent.");
        var task = await client.Start(held.Text);
        await using var events = await LiveEvents.Open(client, task);
        held.Release(1);
        var read = await events.Until(one => one.Name == "delta");

        using var response = await client.Cancel(task);

        var body = await response.Body();
        var usage = body.GetProperty("usage");
        var tokens = usage.GetProperty("total_tokens").GetInt64();
        Assert.Equal(Prompts.TokenEstimate.Of(read.Text), usage.GetProperty("completion_tokens").GetInt64());
        Assert.Equal((true, tokens), (usage.GetProperty("estimated").GetBoolean(), usage.GetProperty("tokens_charged").GetInt64()));
        AssertJson($$"""{"state":"charged","tokens":{{tokens}}}""", body.GetProperty("charge"));
        Assert.Equal($"{10000 - tokens}/0", await client.Tokens());
    }

    [Fact]
    public async Task Cancel_WhileGenerating_ClosesTheConnectionToTheModel()
    {
        using var client = gateway.NewUser();
        var (task, call) = await StartHeld(client);

        using var response = await client.Cancel(task);

        await call.Disconnected.WaitAsync(Eventually.Bound, Stopping);
    }

    [Fact]
    public async Task Cancel_Cancelled_IsTheSameAnswerAgain()
    {
        using var client = gateway.NewUser();
        var (task, _) = await StartHeld(client);

        using var first = await client.Cancel(task);
        using var second = await client.Cancel(task);

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(Stopping), await second.Content.ReadAsStringAsync(Stopping));
    }

    [Theory]
    [InlineData(5000, "completed")]
    [InlineData(0, "failed")]
    public async Task Cancel_Finished_Is409AndChangesNothing(int tokens, string status)
    {
        using var client = await Refusals.NewUser(gateway, $$$"""{"tokens_remaining":{{{tokens}}},"subscription":{"is_active":true,"end_date":null}}""");
        var task = await client.Start(NewText());
        var ended = await client.End(task);

        using var response = await client.Cancel(task);

        Assert.Equal(status, ended.GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal("already_finished", (await response.Body()).GetProperty("error_code").GetString());
        AssertJson(ended.GetRawText(), await client.Status(task));
    }

    [Fact]
    public async Task Cancel_ForeignTask_Is404AndTheOwnersTaskGoesOn()
    {
        using var owner = gateway.NewUser();
        using var stranger = gateway.NewUser();
        var (task, _) = await StartHeld(owner);

        using var response = await stranger.Cancel(task);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal(70, (await owner.Status(task)).GetProperty("progress").GetInt32());
    }

    [Theory]
    [InlineData("2b1e0a5c-5a5e-4b6c-9d53-0d6f3c1c8e11")]
    [InlineData("nonsense")]
    public async Task Cancel_UnknownTask_Is404(string task)
    {
        using var client = gateway.NewUser();

        using var response = await client.Cancel(task);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("not_found", (await response.Body()).GetProperty("status").GetString());
    }

    private async Task<(string Task, ModelCall Call)> StartHeld(HttpClient client)
    {
        var text = NewText();
        gateway.Model.On(text, ModelBehaviours.Hang());
        var task = await client.Start(text);
        await client.AtModel(task);
        return (task, await gateway.Model.CallAboutAsync(text, Stopping));
    }
}
