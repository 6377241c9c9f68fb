using System.Net.Http.Headers;
using System.Text.Json;
using PromptGen.Testing;
using static PromptGen.Gateway.Tests.GenerationCalls;

namespace PromptGen.Gateway.Tests.Description;

/// <summary>A frontend that passes its tests against the mock server runs with the service: both give the same answers to the same requests.</summary>
public sealed class MockServerTests(GatewayHost gateway)
{
    private const string Nobody = "00000000-0000-0000-0000-000000000000";

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Mock_AnswersAsTheServiceDoes()
    {
        var (silent, blocked) = ($"silent {NewText()}", $"blocked {NewText()}");
        gateway.Model.On(silent, ModelBehaviours.Hang());
        gateway.Model.On(blocked, ModelBehaviours.ContentFilter());
        using var mock = await MockServer.StartAsync();
        using var user = gateway.NewUser();
        using var poor = await Refusals.NewUser(gateway, """{"tokens_remaining":0,"subscription":null}""");
        using var stranger = gateway.Client();
        using var ofMock = mock.Client();
        using var strangerOfMock = mock.Client(token: null);

        // The mock is ahead of a service that tells nothing of quality.
        var without = (await ApiDocument.Of(gateway)).Members("StatusBody").TryGetProperty("quality", out _) ? null : "quality";

        var service = await Shapes(user, poor, stranger, silent, blocked, without);
        var mocked = await Shapes(ofMock, ofMock, strangerOfMock, silent, blocked, without);

        Assert.Equal(service.Count, mocked.Count);
        var differences = service.Zip(mocked).Where(static pair => pair.First != pair.Second).Select(static pair => $"The service: {pair.First}\nThe mock: {pair.Second}").ToArray();
        Assert.True(differences.Length == 0, string.Join('\n', differences));
    }

    /// <summary>The answers to the sequence of requests.</summary>
    private static async Task<List<string>> Shapes(HttpClient user, HttpClient poor, HttpClient stranger, string silent, string blocked, string? without)
    {
        List<string> shapes = [];
        var task = Nobody;
        var start = new { manual_prompt = silent, metadata = new { order = "1042" } };
        task = (await Ask(user, "POST", Route, start, ("Idempotency-Key", "one"))).GetProperty("task_id").GetString()!;
        await Ask(user, "POST", Route, start, ("Idempotency-Key", "one"));
        await Ask(user, "POST", Route, new { manual_prompt = "another" }, ("Idempotency-Key", "one"));
        await Ask(user, "POST", Route, new { manual_prompt = "another" }, ("Idempotency-Key", "not visible"));
        foreach (var bad in new object[] { new { }, new { manual_prompt = " " }, new { manual_prompt = new string('x', 20_001) }, new { manual_prompt = "x", timeout_seconds = 0 }, new[] { 1 } })
            await Ask(user, "POST", Route, bad);
        await Send(user, "POST", Route, new StringContent("text"));
        await Send(user, "POST", Route, new StringContent("{", new MediaTypeHeaderValue("application/json")));

        await user.AtModel(task);
        using (var status = await user.GetStatus(task))
            await Ask(user, "GET", $"{Route}status/{task}/", null, ("If-None-Match", status.Headers.ETag!.ToString()));
        await Ask(user, "GET", $"{Route}status/{task}/");
        await Ask(user, "GET", Route);
        foreach (var (method, path) in new[] { ("POST", $"{Route}{task}/cancel/"), ("POST", $"{Route}{task}/cancel/"), ("POST", $"{Route}{Nobody}/cancel/"), ("GET", $"{Route}status/{Nobody}/"), ("GET", $"{Route}{Nobody}/events/") })
            await Ask(user, method, path);

        foreach (var (client, notes) in new[] { (poor, "poor"), (user, NewText()), (user, blocked) })
        {
            task = await client.Start(notes);
            await client.End(task);
            await Ask(client, "GET", $"{Route}status/{task}/");
            await Ask(client, "POST", $"{Route}{task}/cancel/");
            using var events = await client.GetAsync($"{Route}{task}/events/", Stopping);
            shapes.Add($"events\n{await AnswerShape.OfAsync(events, without)}");
            var last = (await events.Content.ReadAsStringAsync(Stopping)).Split('\n').Last(line => line.StartsWith("id:", StringComparison.Ordinal))[3..].Trim();
            await Ask(client, "GET", $"{Route}{task}/events/", null, ("Last-Event-ID", last));
        }
        foreach (var path in new[] { $"{Route}?limit=1", $"{Route}?limit=x", $"{Route}?cursor=x", "/api/v1/billing/account/", "/api/v1/nothing/" })
            await Ask(user, "GET", path);
        await Ask(user, "DELETE", $"{Route}status/{task}/");
        await Ask(stranger, "GET", Route);
        return shapes;

        Task<JsonElement> Ask(HttpClient client, string method, string path, object? body = null, params (string Name, string Value)[] headers) =>
            Send(client, method, path, body is null ? null : new StringContent(JsonSerializer.Serialize(body), new MediaTypeHeaderValue("application/json")), headers);

        async Task<JsonElement> Send(HttpClient client, string method, string path, HttpContent? content, params (string Name, string Value)[] headers)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
            foreach (var (name, value) in headers)
                request.Headers.Add(name, value);
            using var response = await client.SendAsync(request, Stopping);
            shapes.Add($"{method} {path.Replace(task, "…", StringComparison.Ordinal)}\n{await AnswerShape.OfAsync(response, without)}");
            return response.Content.Headers.ContentType is { MediaType: "application/json" } ? await response.Body() : default;
        }
    }
}
