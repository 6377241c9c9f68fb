using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PromptGen.Testing;
using static PromptGen.Gateway.Tests.GenerationCalls;

namespace PromptGen.Gateway.Tests;

public sealed class BatchTests(GatewayHost gateway)
{
    private const string Batches = "/api/v1/web-knowledge/generate-prompt-batch/";

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_IsTheContractsAnswer_AndEachTaskIsThere()
    {
        using var client = gateway.NewUser();

        using var response = await Post(client, [NewText(), NewText()]);

        var body = await response.Body();
        var (batch, tasks) = (body.GetProperty("batch_id").GetString(), body.GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("task_id").GetString()!).ToArray());
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        AssertJson(
            $$"""
            {"success":true,"batch_id":"{{batch}}","status":"queued","total":2,"status_url":"{{Batches}}{{batch}}/","tasks":[
            {"task_id":"{{tasks[0]}}","status_url":"{{Route}}status/{{tasks[0]}}/"},{"task_id":"{{tasks[1]}}","status_url":"{{Route}}status/{{tasks[1]}}/"}]}
            """,
            body);
        Assert.Equal(($"{Batches}{batch}/", "1"), (response.Headers.Location?.OriginalString, response.Headers.GetValues("Retry-After").Single()));
        foreach (var task in tasks)
            await client.Status(task);
    }

    [Fact]
    public async Task Batch_RunsEachItem_ChargesEachOnce_AndTellsEachResult()
    {
        using var client = gateway.NewUser();
        var texts = Enumerable.Range(0, 5).Select(_ => NewText()).ToArray();
        gateway.Model.On(texts[3], ModelBehaviours.ContentFilter());
        var batch = await Start(client, texts);

        var end = await End(client, batch);

        Assert.Equal(("completed", 100, 5, 5, 0, 0), Counts(end));
        var tasks = end.GetProperty("tasks").EnumerateArray().ToArray();
        Assert.Equal(["ai", "ai", "ai", "fallback", "ai"], tasks.Select(task => task.GetProperty("origin").GetString()));
        Assert.Contains(texts[3], tasks[3].GetProperty("prompt").GetString(), StringComparison.Ordinal);
        var charged = tasks.Sum(task => task.GetProperty("charge") is var charge && charge.GetProperty("state").GetString() == "charged" ? charge.GetProperty("tokens").GetInt64() : 0);
        Assert.Equal($"{10_000 - charged}/0", await client.Tokens());
        Assert.All(texts, text => Assert.Single(gateway.Model.CallsAbout(text)));
        Assert.True(end.TryGetProperty("expires_at", out _));
    }

    [Fact]
    public async Task Language_HoldsForEachItem()
    {
        using var client = gateway.NewUser();
        string[] notes = [NewText(), NewText()];

        using var response = await client.PostAsJsonAsync(Batches, new { manual_prompts = notes, language = "fa" }, Stopping);
        foreach (var task in (await response.Body()).GetProperty("tasks").EnumerateArray())
            await client.End(task.GetProperty("task_id").GetString()!);

        Assert.All(notes, text => Assert.Contains("the language with the BCP 47 tag fa", gateway.Model.CallsAbout(text)[0].Prompt, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cancel_StopsWhatHasNotEnded_AndIsRepeatable()
    {
        using var client = gateway.NewUser();
        var (done, held) = (NewText(), NewText());
        gateway.Model.On(held, ModelBehaviours.Hang());
        var batch = await Start(client, [done, held]);
        await Eventually.GetAsync(() => Get(client, batch), body => body.GetProperty("completed").GetInt32() == 1, "one is done", Stopping);

        using var first = await client.PostAsync($"{Batches}{batch}/cancel/", null, Stopping);
        var end = await End(client, batch);
        using var again = await client.PostAsync($"{Batches}{batch}/cancel/", null, Stopping);

        Assert.Equal(("completed", 100, 2, 1, 0, 1), Counts(end));
        Assert.Equal((200, 200), ((int)first.StatusCode, (int)again.StatusCode));
        // What is answered first is all there is to say.
        AssertJson(end.GetRawText(), await first.Body());
    }

    [Fact]
    public async Task Cancel_OfACompletedBatch_Is409()
    {
        using var client = gateway.NewUser();
        var batch = await Start(client, [NewText()]);
        await Eventually.GetAsync(() => Get(client, batch), body => body.TryGetProperty("completed_at", out _), "the batch knows of its end", Stopping);

        using var response = await client.PostAsync($"{Batches}{batch}/cancel/", null, Stopping);

        Assert.Equal("already_finished", (await Problem.ReadAsync(response, 409)).GetProperty("error_code").GetString());
    }

    [Fact]
    public async Task Start_SameKey_IsTheSameBatch_AndAnotherBodyIs422()
    {
        using var client = gateway.NewUser();
        var texts = new[] { NewText(), NewText() };

        var starts = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Post(client, texts, "key")));
        using var other = await Post(client, [texts[0]], "key");
        using var single = await PostStart(client, texts[0], "key");

        var bodies = await Task.WhenAll(starts.Select(start => start.Content.ReadAsStringAsync(Stopping)));
        Assert.Single(bodies.Distinct());
        Assert.Equal(9, starts.Count(start => start.Headers.Contains("Idempotent-Replayed")));
        Assert.Equal("idempotency_key_reused", (await Problem.ReadAsync(other, 422)).GetProperty("error_code").GetString());
        Assert.Equal(HttpStatusCode.Accepted, single.StatusCode);
        await End(client, JsonElement.Parse(bodies[0]).GetProperty("batch_id").GetString()!);
        Assert.All(texts.Skip(1), text => Assert.Single(gateway.Model.CallsAbout(text)));
    }

    [Fact]
    public async Task BatchOfAnother_IsNotFound()
    {
        using var client = gateway.NewUser();
        using var other = gateway.NewUser();
        var batch = await Start(client, [NewText()]);

        foreach (var path in (string[])[batch, $"{Guid.NewGuid()}", "x"])
        {
            using var response = await other.GetAsync($"{Batches}{path}/", Stopping);
            Assert.Equal("batch_not_found", (await Problem.ReadAsync(response, 404)).GetProperty("error_code").GetString());
        }
    }

    public static TheoryData<string, string> BadBodies => new()
    {
        { "{}", "manual_prompts has to be a list of 1 to 100 texts" },
        { """{"manual_prompts":[]}""", "manual_prompts has to be a list of 1 to 100 texts" },
        { """{"manual_prompts":"a"}""", "manual_prompts has to be a list of 1 to 100 texts" },
        { $$"""{"manual_prompts":[{{string.Join(',', Enumerable.Repeat("\"a\"", 101))}}]}""", "manual_prompts has to be a list of 1 to 100 texts" },
        { """{"manual_prompts":["a"],"language":"Persian"}""", "language has to be a language tag of BCP 47, such as fa, pt-BR or zh-Hant" },
        { """{"manual_prompts":["a"," "]}""", "manual_prompts[1] is required" },
        { """{"manual_prompts":["a",7]}""", "manual_prompts[1] is required" },
        { $$"""{"manual_prompts":["{{new string('a', 20_001)}}"]}""", "manual_prompts[0] is 20001 characters long; at most 20000 are allowed" },
    };

    [Theory]
    [MemberData(nameof(BadBodies))]
    public async Task Start_BadBody_Is400AndNamesTheItem(string json, string message)
    {
        using var client = gateway.NewUser();

        using var response = await client.PostAsync(Batches, new StringContent(json, null, "application/json"), Stopping);

        Assert.Equal(message, (await Problem.ReadAsync(response, 400)).GetProperty("message").GetString());
        AssertJson("""{"results":[],"next":null}""", await client.GetFromJsonAsync<JsonElement>(Route, Stopping));
    }

    [Fact]
    public async Task Start_OfAHundredLongNotes_IsTaken()
    {
        using var client = await Refusals.NewUser(gateway, """{"tokens_remaining":1000000,"subscription":{"is_active":true,"end_date":null}}""");
        var mark = NewText();
        gateway.Model.On(mark, ModelBehaviours.Hang());

        var batch = await Start(client, [.. Enumerable.Range(0, 100).Select(i => $"{mark} {i} {new string('a', 19_000)}")]);

        Assert.Equal(100, (await Get(client, batch)).GetProperty("tasks").GetArrayLength());
        using var cancel = await client.PostAsync($"{Batches}{batch}/cancel/", null, Stopping);
        Assert.Equal(("completed", 100, 100, 0, 0, 100), Counts(await cancel.Body()));
    }

    private static (string? Status, int Progress, int Total, int Completed, int Failed, int Cancelled) Counts(JsonElement batch) =>
        (batch.GetProperty("status").GetString(), Number(batch, "progress"), Number(batch, "total"), Number(batch, "completed"), Number(batch, "failed"), Number(batch, "cancelled"));

    private static int Number(JsonElement batch, string name) => batch.GetProperty(name).GetInt32();

    private static async Task<string> Start(HttpClient client, string[] texts)
    {
        using var response = await Post(client, texts);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return (await response.Body()).GetProperty("batch_id").GetString()!;
    }

    private static async Task<JsonElement> Get(HttpClient client, string batch)
    {
        using var response = await client.GetAsync($"{Batches}{batch}/", Stopping);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Body();
    }

    private static Task<JsonElement> End(HttpClient client, string batch) =>
        Eventually.GetAsync(() => Get(client, batch), body => body.TryGetProperty("completed_at", out _), $"batch {batch} is completed", Stopping);

    private static Task<HttpResponseMessage> PostStart(HttpClient client, string text, string key) => Send(client, Route, new { manual_prompt = text }, key);

    private static Task<HttpResponseMessage> Post(HttpClient client, string[] texts, string? key = null) => Send(client, Batches, new { manual_prompts = texts }, key);

    private static async Task<HttpResponseMessage> Send(HttpClient client, string route, object body, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, route) { Content = JsonContent.Create(body) };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return await client.SendAsync(request, Stopping);
    }
}
