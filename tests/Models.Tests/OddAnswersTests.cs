using System.Text.Json;
using PromptGen.Llm;
using PromptGen.Prompts;

namespace PromptGen.Models.Tests;

/// <summary>A good answer is a prompt however the server frames it: a field that decides nothing decides over nothing.</summary>
public sealed class OddAnswersTests
{
    private const string Good = "You help guests of Cafe Lume.";
    private const string One = """{"index":0,"delta":{"content":"You help guests "},"finish_reason":null}""";
    private const string Two = """{"index":0,"delta":{"content":"of Cafe Lume."},"finish_reason":null}""";
    private const string End = """{"index":0,"delta":{},"finish_reason":"stop"}""";
    private const string Done = "data: [DONE]\n\n";
    private const string Plain = """{"choices":[{"index":0,"message":{"role":"assistant","content":"You help guests of Cafe Lume."},"finish_reason":"stop"}]}""";

    public static TheoryData<string, string> Streams => new()
    {
        { "finish reason empty on each chunk", Chunk(One.Replace("null", "\"\"", StringComparison.Ordinal)) + Chunk(Two.Replace("null", "\"\"", StringComparison.Ordinal)) + Chunk(End) + Done },
        { "finish reason null in words", Chunk(One.Replace("null", "\"null\"", StringComparison.Ordinal)) + Chunk(Two) + Chunk(End) + Done },
        { "finish reason eos", Text + Chunk(Finish("\"eos\"")) + Done },
        { "finish reason end_turn", Text + Chunk(Finish("\"end_turn\"")) },
        { "finish reason in capitals", Text + Chunk(Finish("\"STOP\"")) + Done },
        { "finish reason a number", Text + Chunk(Finish("1")) + Done },
        { "no finish reason but done", Text + Done },
        { "done without a blank line", Text + "data: [DONE]" },
        { "no done but a finish reason", Text + Chunk(End) },
        { "last event without a blank line", Text + Chunk(End).TrimEnd() },
        { "finish reason with the text", Chunk(One) + Chunk(Two.Replace("null", "\"stop\"", StringComparison.Ordinal)) + Done },
        { "finish reason with every piece", Chunk(One.Replace("null", "\"stop\"", StringComparison.Ordinal)) + Chunk(Two.Replace("null", "\"stop\"", StringComparison.Ordinal)) + Done },
        { "thinking part first", Chunk("""{"index":0,"delta":{"content":[{"type":"thinking","thinking":[{"type":"text","text":"plan"}]}]}}""") + Text + Chunk(End) + Done },
        { "text parts", Chunk("""{"index":0,"delta":{"content":[{"type":"text","text":"You help "},{"type":"reasoning","text":"hm"},{"type":"text","text":"guests of Cafe Lume."}]}}""") + Chunk(End) + Done },
        { "parts as strings", Chunk("""{"index":0,"delta":{"content":["You help ","guests of Cafe Lume."]}}""") + Chunk(End) + Done },
        { "reasoning_content", Chunk("""{"index":0,"delta":{"content":null,"reasoning_content":"plan"}}""") + Chunk("""{"index":0,"delta":{"reasoning":"plan","reasoning_details":[{}]}}""") + Text + Chunk(End) + Done },
        { "role empty, null, unknown, a number", Chunk("""{"index":0,"delta":{"role":"","content":""}}""") + Chunk("""{"delta":{"role":null}}""") + Chunk("""{"delta":{"role":"model"}}""") + Chunk("""{"delta":{"role":5}}""") + Text + Chunk(End) + Done },
        { "created with a fraction", Text.Replace("{\"choices\"", "{\"created\":1787286372.25,\"choices\"", StringComparison.Ordinal) + Chunk(End) + Done },
        { "odd envelope", Text.Replace("{\"choices\"", "{\"id\":7,\"object\":null,\"created\":\"now\",\"model\":{},\"system_fingerprint\":[],\"service_tier\":1,\"error\":null,\"choices\"", StringComparison.Ordinal) + Chunk(End) + Done },
        { "numbers that JSON lacks", Chunk(One.Replace("null}", "null,\"logprobs\":{\"a\":NaN,\"b\":[-Infinity, Infinity]}}", StringComparison.Ordinal)) + Chunk(Two) + Chunk(End) + Done },
        { "index in words", Chunk(One.Replace(":0,", ":\"0\",", StringComparison.Ordinal)) + Chunk(Two.Replace("\"index\":0,", "", StringComparison.Ordinal)) + Chunk(End.Replace(":0,", ":null,", StringComparison.Ordinal)) + Done },
        { "a second choice", Chunk("""{"index":1,"delta":{"content":"Other."},"finish_reason":"length"}""") + Chunk("""{"index":1,"delta":{"content":"Other."}}""" + "," + One) + Chunk(Two) + Chunk(End) + Done },
        { "choices null or empty", "data: {\"choices\":null}\n\ndata: {\"choices\":[]}\n\ndata: {}\n\ndata: {\"choices\":[null]}\n\n" + Text + Chunk(End) + Done },
        { "delta null", Chunk("""{"index":0,"delta":null,"finish_reason":null}""") + Text + Chunk("""{"index":0,"delta":null,"finish_reason":"stop"}""") + Done },
        { "the whole message once more at the end", Text + "data: " + Plain + "\n\n" + Done },
        { "line ends of Windows", (Text + Chunk(End) + Done).Replace("\n", "\r\n", StringComparison.Ordinal) },
        { "line ends of old", (Text + Chunk(End) + Done).Replace("\n", "\r", StringComparison.Ordinal) },
        { "no blank after the colon", (Text + Chunk(End) + Done).Replace("data: ", "data:", StringComparison.Ordinal) },
        { "comments and other fields", ": OPENROUTER PROCESSING\n\nevent: message\nid: 1\nretry: 10\n" + Text + ":\n\n" + Chunk(End) + Done },
        { "byte order mark", "\uFEFF" + Text + Chunk(End) + Done },
        { "words that keep awake", "data: ping\n\ndata:\n\ndata: \n\n" + Text + Chunk(End) + Done },
        { "one value over many lines", "data: {\"choices\":\ndata: [" + One + "]\ndata: }\n\n" + Chunk(Two) + Chunk(End) + Done },
        { "many values in one event", "data: {\"choices\":[" + One + "]}\ndata: {\"choices\":[" + Two + "]}\ndata: {\"choices\":[" + End + "]}\ndata: [DONE]\n\n" },
        { "trailing comma", Chunk(One + ",") + Chunk(Two) + Chunk(End) + Done },
        { "text after done", Text + Chunk(End) + Done + "data: {\"error\":\"late\"}\n\n" },
        { "plain JSON", Plain },
        { "plain JSON, pretty, with a mark", "\uFEFF\n" + JsonSerializer.Serialize(JsonDocument.Parse(Plain), Pretty) + "\n" },
        { "plain JSON with parts", Plain.Replace($"\"{Good}\"", $"[{{\"type\":\"text\",\"text\":\"{Good}\"}}]", StringComparison.Ordinal) },
        { "lines of JSON", "{\"choices\":[" + One + "]}\n{\"choices\":[" + Two + "]}\n{\"choices\":[" + End + "]}\n" },
    };

    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true };

    private static string Text => Chunk(One) + Chunk(Two);

    [Theory]
    [MemberData(nameof(Streams))]
    public async Task GoodAnswer_IsThePrompt(string what, string body)
    {
        await using var host = await ModelHost.StartAsync(exchange => exchange.WriteLineAsync(body));
        Assert.Equal((what, Good), (what, (await host.SucceedAsync()).Text));
        Assert.Single(host.Server.Calls);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain; charset=utf-8")]
    [InlineData("nonsense")]
    [InlineData(null)]
    public async Task PlainAnswerToAStreamedRequest_IsThePrompt_WhateverItsContentType(string? contentType)
    {
        await using var host = await ModelHost.StartAsync(async exchange =>
        {
            exchange.Response.ContentType = contentType;
            await exchange.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(Plain), exchange.Stopping);
        });
        Assert.Equal(Good, (await host.SucceedAsync()).Text);
    }

    [Fact]
    public async Task StreamForAPlainRequest_IsThePrompt()
    {
        await using var host = await ModelHost.StartAsync(exchange => exchange.WriteLineAsync(Text + Chunk(End) + Done), ("Model:Streaming", "false"));
        Assert.Equal(Good, (await host.SucceedAsync()).Text);
        Assert.False(Assert.Single(host.Server.Calls).Streamed);
    }

    [Theory]
    [InlineData("""Cake \ud83e""", """\uddc1 and tea""", "Cake 🧁 and tea")]
    [InlineData("""\uD83E\uDDC1""", """!""", "🧁!")]
    [InlineData("""half \ud83e""", """ alone""", "half \uFFFD alone")]
    [InlineData("""low \uddc1""", """ alone""", "low \uFFFD alone")]
    [InlineData("""ends in \ud83e""", "", "ends in \uFFFD")]
    [InlineData("""a\n\t\"\\\/b""", """ سلام""", "a\n\t\"\\/b سلام")]
    public async Task HalvesOfACharacter_AreJoined(string one, string two, string text)
    {
        await using var host = await ModelHost.StartAsync(exchange => exchange.WriteLineAsync(
            Chunk($$$"""{"delta":{"content":"{{{one}}}"}}""") + Chunk($$$"""{"delta":{"content":"{{{two}}}"}}""") + Chunk(End) + Done));
        var live = new LiveText();

        var written = await host.Writer.WriteAsync(new PromptSubmission { ManualPrompt = "text" }, null, live, ModelHost.Patience, TestContext.Current.CancellationToken);

        Assert.Equal(text, Assert.IsType<PromptWriterResult.Written>(written).Text);
        Assert.StartsWith(live.Text, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"content_filter\"", ModelFailureReason.Blocked)]
    [InlineData("\"SAFETY\"", ModelFailureReason.Blocked)]
    [InlineData("\"PROHIBITED_CONTENT\"", ModelFailureReason.Blocked)]
    [InlineData("\"recitation\"", ModelFailureReason.Blocked)]
    [InlineData("\"refusal\"", ModelFailureReason.Blocked)]
    [InlineData("\"length\"", ModelFailureReason.Cut)]
    [InlineData("\"max_tokens\"", ModelFailureReason.Cut)]
    [InlineData("\"MAX_TOKENS\"", ModelFailureReason.Cut)]
    [InlineData("\"error\"", ModelFailureReason.TruncatedStream)]
    [InlineData("\"network_error\"", ModelFailureReason.TruncatedStream)]
    public async Task FinishReasonThatSaysSo_IsNoPrompt(string reason, ModelFailureReason failure)
    {
        // What ends in one word and then in another has ended badly.
        await using var host = await ModelHost.StartAsync(exchange => exchange.WriteLineAsync(Text + Chunk(Finish(reason)) + Chunk(End) + Done));
        Assert.Equal(failure, (await host.FailAsync()).Reason);
    }

    [Fact]
    public async Task Refusal_IsBlocked()
    {
        await using var host = await ModelHost.StartAsync(exchange => exchange.WriteLineAsync(
            Chunk("""{"index":0,"delta":{"content":null,"refusal":"I cannot."}}""") + Chunk(End) + Done));
        Assert.Equal(ModelFailureReason.Blocked, (await host.FailAsync()).Reason);
    }

    [Theory]
    [InlineData("""{"error":{"message":"x","code":429}}""", ModelFailureReason.RateLimited)]
    [InlineData("""{"error":{"message":"x","code":"rate_limit_exceeded"}}""", ModelFailureReason.RateLimited)]
    [InlineData("""[{"error":{"code":503,"message":"x","status":"UNAVAILABLE"}}]""", ModelFailureReason.Unavailable)]
    [InlineData("""{"error":{"message":"x","type":"server_error","code":null}}""", ModelFailureReason.Unavailable)]
    [InlineData("""{"error":"out of memory"}""", ModelFailureReason.Unavailable)]
    [InlineData("""{"error":{"message":"x","code":"401"}}""", ModelFailureReason.Unauthorized)]
    public async Task ErrorInTheStream_HasTheReasonItsStatusWouldHave(string error, ModelFailureReason failure)
    {
        await using var host = await ModelHost.StartAsync(exchange => exchange.WriteLineAsync($"{Chunk(One)}event: error\ndata: {error}\n\n"));
        var live = new LiveText();

        var failed = await host.Writer.WriteAsync(new PromptSubmission { ManualPrompt = "text" }, null, live, ModelHost.Patience, TestContext.Current.CancellationToken);

        Assert.Equal(failure, Assert.IsType<PromptWriterResult.Failed>(failed).Reason);
        Assert.Equal(("", 1), (live.Text, live.Restarts));
    }

    [Fact]
    public async Task ConnectionThatBreaksAfterTheFinishReason_TakesNothingAway()
    {
        await using var host = await ModelHost.StartAsync(async exchange =>
        {
            await exchange.WriteLineAsync(Text + Chunk(End));
            throw new IOException("cut on purpose");
        });
        Assert.Equal(Good, (await host.SucceedAsync()).Text);
    }

    private static string Chunk(string choices) => $"data: {{\"choices\":[{choices}]}}\n\n";

    private static string Finish(string reason) => $$$"""{"index":0,"delta":{},"finish_reason":{{{reason}}}}""";
}
