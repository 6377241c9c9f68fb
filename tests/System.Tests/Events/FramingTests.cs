using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace PromptGen.SystemTests.Events;

/// <summary>What the model writes arrives as it was written, whatever it looks like and however it was cut.</summary>
[Collection(SharedClusterGroup.Name)]
public sealed class FramingTests(SharedCluster shared)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("a\rb", "\r", "\nc\n\n", "\r\n\r\n7")]
    [InlineData("data: x\n", "\ndata:", " y\n\nid: 7\nevent: completed\ndata: {}\n\n", ": no comment")]
    [InlineData("a\u2028b", "\u2029", "\u0085c", "\u000b\u000cd")]
    [InlineData("\uFEFFa", "\uFEFF", "\uFEFFb", "\u200bc\0d")]
    [InlineData("🥐", "👩‍👩‍👧‍👦", "سلام", "\"\\ \t é e\u0301")]
    public async Task Text_ThatLooksLikeFraming_ArrivesAsWritten(params string[] pieces)
    {
        using var user = await shared.UserAsync();
        // A heading is sure to be the prompt; a first word may yet be talk before it.
        pieces = ["# Role\n", .. pieces];
        var model = new HeldPieces(pieces);
        var marker = Marks.New();
        shared.Model.On(marker, model.Behaviour);
        var task = await user.StartAsync(marker, Cancellation);
        await using var reader = await EventReader.OpenAsync(user, task);
        for (var released = 1; released <= pieces.Length; released++)
        {
            model.Release(released);
            // What cannot be seen is only passed on once it is certain that it is not the end.
            await reader.UntilTextAsync(WithoutInvisibleEnd(string.Concat(pieces.Take(released))));
        }

        model.ReleaseAll();
        var events = await reader.ToEndAsync();

        Assert.Equal(model.Whole, reader.Text);
        Assert.Equal(model.Whole, events[^1].Json.GetProperty("prompt").GetString());
        Assert.DoesNotContain(events, one => one.Name is not ("status" or "delta" or "completed"));
    }

    [Fact]
    public async Task Text_WhoseCharactersTheNetworkCut_ArrivesWhole()
    {
        const string Text = "🥐سé🥐";
        using var user = await shared.UserAsync();
        var marker = Marks.New();
        shared.Model.On(marker, async exchange =>
        {
            // Each byte on its own, so every character and every surrogate pair is cut.
            await exchange.WriteLineAsync("");
            foreach (var one in Encoding.UTF8.GetBytes("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + Text + "\"}}]}\n\n"))
            {
                await exchange.Response.Body.WriteAsync(new[] { one }, exchange.Stopping);
                await exchange.Response.Body.FlushAsync(exchange.Stopping);
            }
            await exchange.EndAsync(ModelBehaviours.DefaultUsage);
        });
        var task = await user.StartAsync(marker, Cancellation);
        await using var reader = await EventReader.OpenAsync(user, task);

        await reader.ToEndAsync();

        Assert.Equal(Text, reader.Text);
    }

    [Fact]
    public async Task Text_WithHalfACharacterInAPiece_ArrivesWhole()
    {
        using var user = await shared.UserAsync();
        var marker = Marks.New();
        shared.Model.On(marker, async exchange =>
        {
            await exchange.WriteLineAsync("""data: {"choices":[{"index":0,"delta":{"content":"A \ud83e"}}]}""" + "\n\n");
            await exchange.WriteLineAsync("""data: {"choices":[{"index":0,"delta":{"content":"\udd50 b"}}]}""" + "\n\n");
            await exchange.EndAsync(ModelBehaviours.DefaultUsage);
        });
        var task = await user.StartAsync(marker, Cancellation);
        await using var reader = await EventReader.OpenAsync(user, task);

        var events = await reader.ToEndAsync();

        Assert.Equal("A 🥐 b", reader.Text);
        Assert.Equal("A 🥐 b", events[^1].Json.GetProperty("prompt").GetString());
        Assert.Equal("ai", events[^1].Json.GetProperty("origin").GetString());
    }

    [Fact]
    public async Task Events_OfAForeignTask_AreAnsweredAsThoseOfAnUnknownOne()
    {
        using var owner = await shared.UserAsync();
        using var stranger = await shared.UserAsync();
        var task = await owner.StartAsync("Mine", Cancellation);

        using var foreign = await stranger.Http.GetAsync(EventReader.Path(task), Cancellation);
        using var unknown = await stranger.Http.GetAsync(EventReader.Path(Guid.NewGuid()), Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(await WithoutTraceAsync(unknown), await WithoutTraceAsync(foreign));
    }

    private static string WithoutInvisibleEnd(string text)
    {
        while (text.Length > 0 && (char.IsWhiteSpace(text[^1]) || char.IsControl(text[^1]) || char.GetUnicodeCategory(text[^1]) == UnicodeCategory.Format))
            text = text[..^1];
        return text;
    }

    private static async Task<string> WithoutTraceAsync(HttpResponseMessage answer)
    {
        var members = JsonElement.Parse(await answer.Content.ReadAsStringAsync(Cancellation)).EnumerateObject();
        return string.Join('\n', members.Where(member => member.Name is not ("traceId" or "instance")));
    }
}
