using System.Net.Http.Headers;
using System.Text.Json;
using PromptGen.Testing;
using static PromptGen.Gateway.Tests.GenerationCalls;

namespace PromptGen.Gateway.Tests.Description;

/// <summary>Every route is asked, and each answer is as the document says: every member described, the required ones there, of the right kinds.</summary>
public sealed class AnswersTests(GatewayHost gateway)
{
    private const string Prefix = "/api/v1/web-knowledge";
    private const string Batches = $"{Prefix}/generate-prompt-batch/";
    private const string Accounts = "/api/v1/billing/accounts/";
    private const string Nobody = "00000000-0000-0000-0000-000000000000";

    // What takes another service, an overload or much time to see; FloodTests, LostAnswersTests and LimitsTests ask for some.
    private static readonly string[] Elsewhere = ["429", "500", "503", "504"];

    private readonly HashSet<string> _seen = [];
    private readonly HashSet<string> _faults = [];
    private ApiDocument _document = null!;

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryAnswer_IsAsTheDocumentDescribesIt()
    {
        _document = await ApiDocument.Of(gateway);

        await Generations();
        await RefusedStarts();
        await Endings();
        await Changes();
        await BatchesOf();
        await Billing();
        await Webhooks();
        await BusinessPrompts();
        await Others();

        var unseen = _document.Answers.Where(answer => !Elsewhere.Contains(answer.Split(' ')[2])).Except(_seen).Except([$"POST {Prefix}/generate-prompt 409", "PUT /api/v1/business-prompts/{name} 409", "POST /api/v1/auth/dev-token 404"]);
        Assert.Empty(_faults);
        Assert.Empty(unseen);
    }

    private async Task Generations()
    {
        using var client = gateway.NewUser();
        using var stranger = gateway.Client();
        var held = NewText();
        gateway.Model.On(held, ModelBehaviours.Hang());
        var start = await Ask(client, "POST", Route, new { manual_prompt = held, metadata = new { order = "1042" } }, ("Idempotency-Key", "one"));
        var task = start.GetProperty("task_id").GetString()!;
        await Ask(client, "POST", Route, new { manual_prompt = "another" }, ("Idempotency-Key", "one"));
        await client.AtModel(task);
        await Ask(client, "GET", $"{Route}status/{task}/");
        using (var status = await client.GetStatus(task))
            await Ask(client, "GET", $"{Route}status/{task}/", null, ("If-None-Match", status.Headers.ETag!.ToString()));
        await Ask(client, "GET", $"{Route}status/{task}/?wait=x");
        await Ask(client, "GET", $"{Route}status/{Nobody}/");
        await Ask(client, "GET", $"{Route}?limit=x");
        await Ask(client, "GET", $"{Route}?cursor=x");
        await Ask(client, "POST", $"{Route}{task}/cancel/");
        await Ask(client, "POST", $"{Route}{Nobody}/cancel/");
        await Ask(client, "GET", $"{Route}{Nobody}/events/");
        await Ask(client, "GET", Route);

        foreach (var (method, path) in new[] { ("POST", Route), ("GET", Route), ("GET", $"{Route}status/{task}/"), ("POST", $"{Route}{task}/cancel/"), ("GET", $"{Route}{task}/events/"), ("POST", SynchronousRoute) })
            await Ask(stranger, method, path);
    }

    private async Task RefusedStarts()
    {
        using var client = gateway.NewUser();
        foreach (var (route, notes) in new (string, object)[] { (Route, "notes"), (SynchronousRoute, "notes"), (Batches, new[] { "notes" }) })
        {
            var name = route == Batches ? "manual_prompts" : "manual_prompt";
            object tooLong = route == Batches ? new[] { new string('x', 20_001) } : new string('x', 20_001);
            foreach (var (member, value) in new (string, object)[] { (name, 1), (name, tooLong), ("business_type", 1), ("timeout_seconds", 0), ("metadata", 1) })
                await Ask(client, "POST", route, new Dictionary<string, object> { [name] = notes, [member] = value });
            await Send(client, "POST", route, new StringContent("text"));
            await Send(client, "POST", route, Json(new string(' ', (8 * 1024 * 1024) + 1)));
        }
        await Ask(client, "POST", Route, new { manual_prompt = "notes" }, ("Idempotency-Key", "not visible"));
    }

    private async Task Endings()
    {
        using var client = gateway.NewUser();
        var (written, blocked) = (NewText(), NewText());
        gateway.Model.On(blocked, ModelBehaviours.ContentFilter());
        foreach (var text in new[] { written, blocked })
        {
            var task = await client.Start(text);
            await client.End(task);
            await Ask(client, "GET", $"{Route}status/{task}/");
            await Ask(client, "POST", $"{Route}{task}/cancel/");
            using var events = await client.GetAsync($"{Route}{task}/events/", Stopping);
            await See(events);
            var last = (await events.Content.ReadAsStringAsync(Stopping)).Split('\n').Last(line => line.StartsWith("id:", StringComparison.Ordinal))[3..].Trim();
            await Ask(client, "GET", $"{Route}{task}/events/", null, ("Last-Event-ID", last));
            await Ask(client, "POST", SynchronousRoute, new { manual_prompt = text });
        }
        await Ask(client, "GET", Route);

        foreach (var refusal in Refusals.All)
        {
            using var poor = await Refusals.NewUser(gateway, refusal.Data.Item1);
            var task = await poor.Start(written);
            await poor.End(task);
            await Ask(poor, "GET", $"{Route}status/{task}/");
            await Ask(poor, "GET", Route);
            await Ask(poor, "POST", SynchronousRoute, new { manual_prompt = written });
            await Ask(poor, "GET", "/api/v1/billing/account/");
        }
    }

    private async Task Changes()
    {
        using var client = gateway.NewUser();
        using var stranger = gateway.Client();
        var held = NewText();
        gateway.Model.On(held, ModelBehaviours.Hang());
        var running = await client.Start(held);
        var ended = await client.Start(NewText(), "restaurant");
        await client.End(ended);
        await Ask(client, "GET", $"{Route}status/{ended}/?include=input");
        await Ask(client, "POST", $"{Route}{ended}/refine/", new { feedback = "Shorter." }, ("Idempotency-Key", "one"));
        await Ask(client, "POST", $"{Route}{ended}/refine/", new { feedback = "Longer." }, ("Idempotency-Key", "one"));
        foreach (var (task, body) in new (string, object)[]
        {
            (running, new { feedback = "a" }), (Nobody, new { feedback = "a" }), (ended, new { feedback = 1 }), (ended, new { prompt = "a" }), (ended, new { feedback = new string('x', 20_001) }),
            (ended, new { language = "?" }), (ended, new { timeout_seconds = 0 }), (ended, new { metadata = 1 }), (ended, new { callback_url = "?" }),
        })
            await Ask(client, "POST", $"{Route}{task}/refine/", body);
        foreach (var body in new object[] { new { manual_prompt = "a", language = "?" }, new { manual_prompt = "a", feedback = "b" }, new { manual_prompt = "a", previous_prompt = "b" } })
            await Ask(client, "POST", Route, body);
        await Ask(client, "POST", $"{Prefix}/estimate/", new { manual_prompt = "notes" });
        await Ask(client, "POST", $"{Prefix}/estimate/", new { manual_prompt = 1 });
        await Ask(client, "GET", $"{Prefix}/business-types/");
        foreach (var route in new[] { $"{Prefix}/estimate/", $"{Route}{ended}/refine/" })
        {
            await Ask(stranger, "POST", route);
            await Send(client, "POST", route, new StringContent("text"));
            await Send(client, "POST", route, Json(new string(' ', 8 * 1024 * 1024)));
        }
        await Ask(stranger, "GET", $"{Prefix}/business-types/");
        await Ask(stranger, "DELETE", $"{Route}{ended}/");
        foreach (var task in new[] { running, ended, ended })
            await Ask(client, "DELETE", $"{Route}{task}/");
    }

    private async Task BatchesOf()
    {
        using var client = gateway.NewUser();
        using var stranger = gateway.Client();
        var held = NewText();
        gateway.Model.On(held, ModelBehaviours.Hang());
        var start = await Ask(client, "POST", Batches, new { manual_prompts = new[] { held, NewText() } }, ("Idempotency-Key", "one"));
        var batch = start.GetProperty("batch_id").GetString()!;
        await Ask(client, "POST", Batches, new { manual_prompts = new[] { held } }, ("Idempotency-Key", "one"));
        await Eventually.GetAsync(() => Ask(client, "GET", $"{Batches}{batch}/"), body => body.GetProperty("completed").GetInt32() == 1, "one is done", Stopping);
        await Ask(client, "POST", $"{Batches}{batch}/cancel/");
        await Eventually.GetAsync(() => Ask(client, "GET", $"{Batches}{batch}/"), body => body.GetProperty("status").GetString() == "completed", "all have ended", Stopping);

        var done = (await Ask(client, "POST", Batches, new { manual_prompts = new[] { NewText() } })).GetProperty("batch_id").GetString()!;
        await Eventually.GetAsync(() => Ask(client, "GET", $"{Batches}{done}/"), body => body.GetProperty("status").GetString() == "completed", "it is done", Stopping);
        await Ask(client, "POST", $"{Batches}{done}/cancel/");
        await Ask(client, "GET", $"{Batches}{Nobody}/");
        await Ask(client, "POST", $"{Batches}{Nobody}/cancel/");
        await Ask(stranger, "POST", Batches);
        await Ask(stranger, "GET", $"{Batches}{batch}/");
        await Ask(stranger, "POST", $"{Batches}{batch}/cancel/");
    }

    private async Task Billing()
    {
        using var admin = gateway.Client("admin", isAdmin: true);
        using var client = gateway.NewUser();
        using var stranger = gateway.Client();
        var account = $"{Accounts}user-{Guid.NewGuid():N}/";
        await Ask(client, "GET", "/api/v1/billing/account/");
        await Ask(stranger, "GET", "/api/v1/billing/account/");
        await Ask(admin, "PUT", account, new { tokens_remaining = 5 }, ("Idempotency-Key", "one"));
        await Ask(admin, "PUT", account, new { tokens_remaining = 6 }, ("Idempotency-Key", "one"));
        await Ask(admin, "PUT", account, new { subscription = new { is_active = true, end_date = "2099-01-01" } });
        await Ask(admin, "POST", $"{account}grants/", new { tokens = 5, reference = "invoice-7" });
        await Ask(admin, "POST", $"{account}grants/", new { tokens = 6, reference = "invoice-7" });
        await Ask(admin, "GET", account);
        await Ask(admin, "GET", $"{account}usage/");
        await Ask(admin, "GET", $"{account}usage/?limit=x");
        await Ask(admin, "GET", $"{account}usage/", null, ("Accept", "text/csv"));
        await Ask(client, "GET", $"{account}usage/");
        await Ask(stranger, "GET", $"{account}usage/");
        await Ask(client, "GET", "/api/v1/billing/usage/");
        await Ask(client, "GET", "/api/v1/billing/usage/?cursor=x");
        await Ask(stranger, "GET", "/api/v1/billing/usage/");
        foreach (var (method, path) in new[] { ("GET", account), ("PUT", account), ("POST", $"{account}grants/") })
        {
            await Ask(client, method, path);
            await Ask(stranger, method, path);
            if (method == "GET")
            {
                await Ask(admin, method, $"{Accounts}{new string('x', 256)}/");
                continue;
            }
            await Ask(admin, method, path, new { tokens_remaining = "x" });
            await Send(admin, method, path, new StringContent("text"));
            await Send(admin, method, path, Json(new string(' ', 8 * 1024 * 1024)));
        }
    }

    private async Task Webhooks()
    {
        const string webhooks = "/api/v1/webhooks/";
        using var client = gateway.NewUser();
        using var stranger = gateway.Client();
        await Ask(client, "GET", $"{webhooks}endpoint/");
        await Ask(client, "PUT", $"{webhooks}endpoint/", new { url = "http://localhost:9/" });
        await Ask(client, "PUT", $"{webhooks}endpoint/", new { url = "ftp://localhost/" });
        await Send(client, "PUT", $"{webhooks}endpoint/", new StringContent("text"));
        await Send(client, "PUT", $"{webhooks}endpoint/", Json(new string(' ', 8 * 1024 * 1024)));
        await Ask(client, "GET", $"{webhooks}secret/");
        await Ask(client, "POST", $"{webhooks}secret/rotate/");

        await using var receiver = await WebhookReceiver.StartAsync();
        await Ask(client, "POST", Route, new { manual_prompt = NewText(), callback_url = receiver.UrlByName });
        await Ask(client, "POST", Batches, new { manual_prompts = new[] { NewText() }, callback_url = receiver.UrlByName });
        foreach (var webhook in await receiver.WaitAsync(2, Stopping))
            _faults.UnionWith(_document.CheckWebhook("startGeneration", webhook.Headers.Keys, webhook.Text));

        // Nothing listens there.
        await Ask(client, "POST", Route, new { manual_prompt = NewText(), callback_url = "http://localhost:9/" });
        var deliveries = await Eventually.GetAsync(() => Ask(client, "GET", $"{webhooks}deliveries/"),
            body => body.GetProperty("results").EnumerateArray().Any(delivery => delivery.GetProperty("attempts").GetArrayLength() > 0), "it is tried", Stopping);
        var id = deliveries.GetProperty("results")[0].GetProperty("webhook_id").GetString()!;
        await Ask(client, "POST", $"{webhooks}deliveries/{id}/redeliver/");
        await Ask(client, "POST", $"{webhooks}deliveries/msg_0/redeliver/");
        await Ask(client, "GET", $"{webhooks}deliveries/?limit=x");
        await Ask(client, "DELETE", $"{webhooks}endpoint/");
        foreach (var (method, path) in new[] { ("GET", "endpoint/"), ("PUT", "endpoint/"), ("DELETE", "endpoint/"), ("GET", "secret/"), ("POST", "secret/rotate/"), ("GET", "deliveries/"), ("POST", "deliveries/msg_0/redeliver/") })
            await Ask(stranger, method, $"{webhooks}{path}");
    }

    private async Task BusinessPrompts()
    {
        using var admin = gateway.Client("admin", isAdmin: true);
        using var client = gateway.NewUser();
        using var stranger = gateway.Client();
        const string prompts = "/api/v1/business-prompts/";
        var one = $"{prompts}kind-{Guid.NewGuid():N}/";
        await Ask(admin, "PUT", one, new { prompt = "You are an assistant." });
        await Ask(admin, "GET", one);
        await Ask(admin, "GET", prompts);
        await Send(admin, "PUT", one, new StringContent("text"));
        await Send(admin, "PUT", one, Json(new string(' ', 8 * 1024 * 1024)));
        foreach (var method in new[] { "DELETE", "DELETE", "GET" })
            await Ask(admin, method, one);
        foreach (var (method, path) in new[] { ("GET", prompts), ("GET", one), ("PUT", one), ("DELETE", one) })
        {
            await Ask(client, method, path);
            await Ask(stranger, method, path);
            if (path == one)
                await Ask(admin, method, $"{prompts}-/");
        }
    }

    private async Task Others()
    {
        using var stranger = gateway.Client();
        const string tokens = "/api/v1/auth/dev-token/";
        await Ask(stranger, "POST", tokens, new { user = "alice" });
        await Ask(stranger, "POST", tokens, new { user = "" });
        await Send(stranger, "POST", tokens, new StringContent("text"));
        await Send(stranger, "POST", tokens, Json(new string(' ', 8 * 1024 * 1024)));
        await Ask(stranger, "GET", "/version");
    }

    private async Task<JsonElement> Ask(HttpClient client, string method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var content = body is null ? null : Json(JsonSerializer.Serialize(body));
        return await Send(client, method, path, content, headers);
    }

    private async Task<JsonElement> Send(HttpClient client, string method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        // A body that is refused for its length need not be sent.
        request.Headers.ExpectContinue = content?.Headers.ContentLength > 1_000_000;
        using var response = await client.SendAsync(request, Stopping);
        await See(response);
        return response.Content.Headers.ContentType is { MediaType: "application/json" } ? await response.Body() : default;
    }

    private async Task See(HttpResponseMessage response)
    {
        var (name, faults) = await _document.Check(response);
        _seen.Add(name);
        _faults.UnionWith(faults);
    }

    private static StringContent Json(string json) => new(json, new MediaTypeHeaderValue("application/json"));
}
