using System.Net;
using PromptGen.Llm;
using static PromptGen.Gateway.Tests.GenerationCalls;

namespace PromptGen.Gateway.Tests;

public sealed class EventsTests(GatewayHost gateway)
{
    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_OfACompletedRun_AreStatusThenDeltaThenCompleted()
    {
        using var client = gateway.NewUser();
        using var held = new HeldModel(gateway, "You sell ", "bread.");
        var task = await client.Start(held.Text);
        await using var events = await LiveEvents.Open(client, task);
        held.Release(1);
        await events.Until(one => one.Name == "delta");

        held.Release(2);
        var all = await events.ToEnd();

        Assert.Equal("text/event-stream", events.Response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("status", all[0].Name);
        Assert.Equal(["status", "delta", "completed"], all.Select(one => one.Name).Distinct());
        Assert.Equal("completed", Assert.Single(all, one => one.Name is "completed").Json.GetProperty("status").GetString());
        Assert.Equal("completed", all[^1].Name);
        Assert.All(all, one => Assert.NotEqual("", one.Id));
    }

    [Fact]
    public async Task Events_LastOne_IsTheStatusBody()
    {
        using var client = gateway.NewUser();
        var task = await client.Start(NewText());

        var last = (await LiveEvents.All(client, task))[^1];

        AssertJson((await client.Status(task)).GetRawText(), last.Json);
    }

    [Fact]
    public async Task Deltas_PutTogether_AreThePrompt()
    {
        using var client = gateway.NewUser();
        using var held = new HeldModel(gateway, "You ", "sell ", "bread.");
        var task = await client.Start(held.Text);
        await using var events = await LiveEvents.Open(client, task);
        for (var piece = 1; piece <= 2; piece++)
        {
            held.Release(piece);
            await events.Until(one => one.Name == "delta");
        }

        held.Release(3);
        var all = await events.ToEnd();

        Assert.True(all.Count(one => one.Name == "delta") >= 2);
        Assert.Equal("You sell bread.", Together(all));
        Assert.Equal("You sell bread.", all[^1].Json.GetProperty("prompt").GetString());
    }

    [Fact]
    public async Task LastEventId_OfAnyEvent_BringsTheRestWithoutLossOrRepetition()
    {
        using var client = gateway.NewUser();
        using var held = new HeldModel(gateway, "You ", "sell ", "bread.");
        var task = await client.Start(held.Text);
        await using var events = await LiveEvents.Open(client, task);
        held.Release(1);
        await events.Until(one => one.Name == "delta");
        held.Release(3);
        var all = await events.ToEnd();

        for (var index = 0; index < all.Count - 1; index++)
        {
            var rest = await LiveEvents.All(client, task, all[index].Id);

            Assert.Equal("You sell bread.", Together(all.Take(index + 1).Concat(rest)));
            Assert.Equal("completed", rest[^1].Name);
            Assert.DoesNotContain(rest, one => one.Name is "status" or "reset");
        }
    }

    [Fact]
    public async Task LastEventId_WhileTheModelWrites_GoesOnFromThere()
    {
        using var client = gateway.NewUser();
        using var held = new HeldModel(gateway, "You sell ", "bread.");
        var task = await client.Start(held.Text);
        LiveEvent first;
        await using (var events = await LiveEvents.Open(client, task))
        {
            held.Release(1);
            first = await events.Until(one => one.Name == "delta");
        }

        await using var again = await LiveEvents.Open(client, task, first.Id);
        held.Release(2);
        var rest = await again.ToEnd();

        Assert.Equal("You sell bread.", first.Text + Together(rest));
        Assert.DoesNotContain(rest, one => one.Name == "reset");
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("1-2")]
    [InlineData("-1-2-3")]
    [InlineData("99999999999999999999-1-1")]
    [InlineData("1-1-99999999999999999999")]
    public async Task LastEventId_NoneOfOurs_IsAFirstVisit(string id)
    {
        using var client = gateway.NewUser();
        var task = await client.Start(NewText());
        await client.End(task);

        var expected = await LiveEvents.All(client, task);
        var actual = await LiveEvents.All(client, task, id);

        Assert.Equal(["delta", "completed"], expected.Select(one => one.Name));
        Assert.Equal(expected, actual);
    }

    [Theory]
    [InlineData("a\rb\r\nc\nd")]
    [InlineData("a\u2028b\u2029c\u0085d\u000be")]
    [InlineData("a\n\nevent: completed\ndata: {}\n\nb")]
    [InlineData("a\r\rid: 7\rdata: x\r\rb \"quoted\" \\ – سلام 🥐")]
    public async Task Deltas_OfTextThatLooksLikeFraming_KeepIt(string text)
    {
        using var client = gateway.NewUser();
        using var held = new HeldModel(gateway, text);
        var task = await client.Start(held.Text);
        await using var events = await LiveEvents.Open(client, task);
        held.Release(1);

        var all = await events.ToEnd();

        Assert.Equal(text, Together(all));
        Assert.Equal("completed", Assert.Single(all, one => one.Name is not ("status" or "delta")).Name);
        Assert.Equal(text, all[^1].Json.GetProperty("prompt").GetString());
    }

    [Fact]
    public async Task Events_TaskIsCancelled_EndWithIt()
    {
        using var client = gateway.NewUser();
        using var held = new HeldModel(gateway, "You sell bread.");
        var task = await client.Start(held.Text);
        await using var events = await LiveEvents.Open(client, task);
        await events.Until(one => one.Json.GetProperty("progress").GetInt32() == 70);

        using var cancel = await client.Cancel(task);
        var last = (await events.ToEnd())[^1];

        Assert.Equal("cancelled", last.Name);
        AssertJson((await cancel.Body()).GetRawText(), last.Json);
    }

    [Fact]
    public async Task Events_AccountMayNotGenerate_EndWithFailed()
    {
        using var client = await Refusals.NewUser(gateway, """{"tokens_remaining":5000,"subscription":null}""");
        var task = await client.Start(NewText());

        var last = (await LiveEvents.All(client, task))[^1];

        Assert.Equal("failed", last.Name);
        Assert.Equal("no_subscription", last.Json.GetProperty("error_code").GetString());
    }

    [Fact]
    public async Task Events_ModelBreaksOffAfterSomeText_ResetBeforeTheFallback()
    {
        using var client = gateway.NewUser();
        using var held = new HeldModel(gateway, "You sell ") { BreaksOff = true };
        var task = await client.Start(held.Text);
        await using var events = await LiveEvents.Open(client, task);
        held.Release(1);
        await events.Until(one => one.Name == "delta");

        held.Release(2);
        var all = await events.ToEnd();

        var reset = all.Index().Single(one => one.Item.Name == "reset").Index;
        Assert.Equal("You sell", Together(all.Take(reset)));
        Assert.Equal(held.Text, Together(all.Skip(reset)));
        Assert.Equal("fallback", all[^1].Json.GetProperty("origin").GetString());
    }

    [Fact]
    public async Task Events_AskProxiesNotToCompressOrCollectThem()
    {
        using var client = gateway.NewUser();
        var task = await client.Start(NewText());

        using var response = await LiveEvents.Get(client, task);

        Assert.Equal("no-store, no-transform", response.Headers.CacheControl?.ToString());
        Assert.Equal("identity", Assert.Single(response.Content.Headers.ContentEncoding));
        Assert.Equal("no", Assert.Single(response.Headers.GetValues("X-Accel-Buffering")));
    }

    [Theory]
    [InlineData("2b1e0a5c-5a5e-4b6c-9d53-0d6f3c1c8e11")]
    [InlineData("nonsense")]
    public async Task Events_UnknownTask_AreA404Problem(string task)
    {
        using var client = gateway.NewUser();

        using var response = await LiveEvents.Get(client, task);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Events_ForeignTask_AreA404Problem()
    {
        using var owner = gateway.NewUser();
        using var stranger = gateway.NewUser();
        var task = await owner.Start(NewText());

        using var response = await LiveEvents.Get(stranger, task);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static string Together(IEnumerable<LiveEvent> events) =>
        string.Concat(events.Where(one => one.Name == "delta").Select(one => one.Text));
}
