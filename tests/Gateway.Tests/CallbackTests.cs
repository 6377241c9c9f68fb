using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PromptGen.Testing;
using static PromptGen.Gateway.Tests.GenerationCalls;

namespace PromptGen.Gateway.Tests;

/// <summary>Ends of generations, told where their start or their user wants.</summary>
public sealed class CallbackTests(GatewayHost gateway) : IAsyncLifetime
{
    private readonly HttpClient _user = gateway.NewUser();
    private WebhookReceiver _receiver = null!;

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _receiver = await WebhookReceiver.StartAsync();

    public ValueTask DisposeAsync() => _receiver.DisposeAsync();

    [Fact]
    public async Task Callback_IsToldTheEnd_WithTheVeryBodyOfTheStatus()
    {
        using var started = await _user.PostAsJsonAsync(Route, new { manual_prompt = NewText(), callback_url = _receiver.UrlByName, metadata = new { order = "7" } }, Stopping);
        var task = (await started.Body()).GetProperty("task_id").GetString()!;

        var told = Assert.Single(await _receiver.WaitAsync(1, Stopping));

        var status = await _user.Status(task);
        Assert.Equal("prompt_generation.completed", told.Type);
        Assert.True(JsonElement.DeepEquals(status, told.Json.GetProperty("data")), told.Text);
        Assert.Equal(status.GetProperty("updated_at").GetString(), told.Json.GetProperty("timestamp").GetString());
        Assert.True(told.IsSignedBy((await Get("secret/")).GetProperty("secret").GetString()!));
        var delivery = await Eventually.GetAsync(
            async () => (await Get($"deliveries/?task_id={task}")).GetProperty("results")[0], delivery => delivery.GetProperty("state").GetString() == "delivered", "it is delivered", Stopping);
        AssertJson(
            $$"""
            {"webhook_id":"{{told.Id}}","type":"prompt_generation.completed","task_id":"{{task}}","url":"{{_receiver.UrlByName}}","state":"delivered","next_attempt_at":null,
            "attempts":[{"at":"{{delivery.GetProperty("attempts")[0].GetProperty("at")}}","status":204,"error":null}]}
            """,
            delivery);
    }

    [Fact]
    public async Task Endpoint_IsToldEveryEnd_AndAgainByHand()
    {
        using var set = await _user.PutAsJsonAsync("/api/v1/webhooks/endpoint/", new { url = _receiver.UrlByName }, Stopping);
        Assert.Equal(HttpStatusCode.OK, set.StatusCode);
        var completed = await _user.Start(NewText());
        await _receiver.WaitAsync(1, Stopping);
        var text = NewText();
        gateway.Model.On(text, ModelBehaviours.HangAfter(""));
        var cancelled = await _user.Start(text);
        using var answer = await _user.Cancel(cancelled);
        await _receiver.WaitAsync(2, Stopping);

        using var again = await _user.PostAsync($"/api/v1/webhooks/deliveries/{_receiver.Received[0].Id}/redeliver/", null, Stopping);
        var told = await _receiver.WaitAsync(3, Stopping);

        Assert.Equal(HttpStatusCode.Accepted, again.StatusCode);
        Assert.Equal(
            [("prompt_generation.completed", completed), ("prompt_generation.cancelled", cancelled), ("prompt_generation.completed", completed)],
            told.Select(one => (one.Type, one.Json.GetProperty("data").GetProperty("task_id").GetString()!)));
        Assert.Equal((told[0].Id, told[0].Text), (told[2].Id, told[2].Text));
    }

    [Fact]
    public async Task Failure_IsToldAsFailed()
    {
        using var admin = gateway.Client("admin", isAdmin: true);
        var user = $"user-{Guid.NewGuid():N}";
        using var poor = gateway.Client(user);
        using var put = await admin.PutAsJsonAsync($"/api/v1/billing/accounts/{user}/", new { tokens_remaining = 1 }, Stopping);
        using var started = await poor.PostAsJsonAsync(Route, new { manual_prompt = NewText(), callback_url = _receiver.UrlByName }, Stopping);

        var told = (await _receiver.WaitAsync(1, Stopping))[0];

        Assert.Equal(("prompt_generation.failed", "no_subscription"), (told.Type, told.Json.GetProperty("data").GetProperty("error_code").GetString()));
    }

    [Fact]
    public async Task Batch_IsToldAsAWhole_WhereItsStartWants()
    {
        await using var endpoint = await WebhookReceiver.StartAsync();
        using var set = await _user.PutAsJsonAsync("/api/v1/webhooks/endpoint/", new { url = endpoint.UrlByName }, Stopping);
        using var started = await _user.PostAsJsonAsync(
            "/api/v1/web-knowledge/generate-prompt-batch/", new { manual_prompts = new[] { NewText(), NewText() }, callback_url = _receiver.UrlByName }, Stopping);
        var body = await started.Body();
        var tasks = body.GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("task_id").GetString()!).ToArray();

        var told = Assert.Single(await _receiver.WaitAsync(1, Stopping)).Json;

        var data = told.GetProperty("data");
        Assert.Equal("batch.completed", told.GetProperty("type").GetString());
        AssertJson(
            $$"""
            {"batch_id":"{{body.GetProperty("batch_id")}}","status":"completed","total":2,"completed":2,"failed":0,"cancelled":0,"created_at":"{{data.GetProperty("created_at")}}",
            "completed_at":"{{told.GetProperty("timestamp")}}","tasks":[{"task_id":"{{tasks[0]}}","status":"completed"},{"task_id":"{{tasks[1]}}","status":"completed"}]}
            """,
            data);
        Assert.Equal(tasks.Order(), (await endpoint.WaitAsync(2, Stopping)).Select(one => one.Json.GetProperty("data").GetProperty("task_id").GetString()).Order());
    }

    [Theory]
    [InlineData("7", "has to be a text")]
    [InlineData("\"http://example.com/\"", "has to begin with https://")]
    [InlineData("\"https://10.0.0.1/\"", "must not name this machine")]
    public async Task Callback_ThatCannotBe_Is400_AndStartsNothing(string callback, string words)
    {
        using var content = new StringContent($$"""{"manual_prompt":"{{NewText()}}","callback_url":{{callback}}}""", System.Text.Encoding.UTF8, "application/json");

        using var response = await _user.PostAsync(Route, content, Stopping);

        var problem = await Problem.ReadAsync(response, 400);
        Assert.Contains($"callback_url {words}", problem.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("invalid_callback_url", problem.GetProperty("error_code").GetString());
    }

    private Task<JsonElement> Get(string route) => _user.GetFromJsonAsync<JsonElement>($"/api/v1/webhooks/{route}", Stopping);
}
