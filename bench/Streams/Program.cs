// What open event streams cost: one silo, one gateway, a real Redis, and a task of its own for each stream.
// dotnet run -c Release --project bench/Streams [streams, default 2000]
using System.Diagnostics;
using System.Globalization;
using System.Net.ServerSentEvents;
using System.Text.Json;
using PromptGen.Testing;
using PromptGen.Testing.Processes;

const int AtOnce = 100;
var streams = args is [var number] ? int.Parse(number, CultureInfo.InvariantCulture) : 2000;
var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

await using var redis = await RedisServer.StartAsync();
await using var model = await FakeModelServer.StartAsync(
    ModelBehaviours.AnswerInChunks(["You sell", " bread", " and cakes."], piece => piece == 0 ? Task.CompletedTask : gate.Task));
var settings = new Dictionary<string, string?>
{
    ["ConnectionStrings__redis"] = redis.ConnectionString,
    ["Model__Provider"] = "openai",
    ["Model__Endpoint"] = model.Endpoint.ToString(),
    ["Model__Name"] = "bench-model",
    ["Model__TotalTimeout"] = "00:30:00",
};
await using var silo = SiloProcess.Start(settings);
await silo.WaitUntilReadyAsync();
await using var gateway = GatewayProcess.Start(settings);
await gateway.WaitUntilReadyAsync();
using (var admin = await ApiClient.LogInAsync(gateway.Url, "root", admin: true))
    await admin.PutAccountAsync("alice", 1000L * streams);
using var user = await ApiClient.LogInAsync(gateway.Url, "alice");
var idle = (Gateway: Resident(gateway), Silo: Resident(silo));

var clock = Stopwatch.StartNew();
var tasks = await InTurns(_ => user.StartAsync("Bread and cakes"));
await model.WaitForCallsAsync(streams);
Console.WriteLine($"{streams} tasks started and with the model after {Seconds(clock)} s");

clock.Restart();
var readers = await InTurns(i => Reader.OpenAsync(user, tasks[i]));
Console.WriteLine($"{streams} streams open after {Seconds(clock)} s");
await Task.WhenAll(readers.Select(reader => reader.FirstText));
Console.WriteLine($"first text on all of them after {Seconds(clock)} s");
var open = (Gateway: Resident(gateway), Silo: Resident(silo));

clock.Restart();
gate.SetResult();
var texts = await Task.WhenAll(readers.Select(reader => reader.Whole));
Console.WriteLine($"last terminal event {Seconds(clock)} s after the model was let go; {texts.Count(text => text != "You sell bread and cakes.")} streams without the whole text");
Console.WriteLine($"gateway {idle.Gateway} MB idle, {open.Gateway} MB open, {Resident(gateway)} MB after; silo {idle.Silo}, {open.Silo}, {Resident(silo)} MB");

static string Seconds(Stopwatch clock) => clock.Elapsed.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture);

static long Resident(CapturedProcess process) => process.ResidentBytes >> 20;

async Task<T[]> InTurns<T>(Func<int, Task<T>> start)
{
    using var turns = new SemaphoreSlim(AtOnce);
    return await Task.WhenAll(Enumerable.Range(0, streams).Select(async i =>
    {
        await turns.WaitAsync();
        try
        {
            return await start(i);
        }
        finally
        {
            turns.Release();
        }
    }));
}

/// <summary>Reads one stream to its end.</summary>
internal sealed class Reader
{
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Reader(Stream stream) => Whole = ReadAsync(stream);

    public Task FirstText => _first.Task;

    /// <summary>The text, once the terminal event came.</summary>
    public Task<string> Whole { get; }

    public static async Task<Reader> OpenAsync(ApiClient user, Guid task)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/web-knowledge/generate-prompt-async/{task}/events/");
        var response = await user.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return new Reader(await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync());
    }

    private async Task<string> ReadAsync(Stream stream)
    {
        var text = "";
        await foreach (var one in SseParser.Create(stream).EnumerateAsync())
        {
            if (one.EventType == "completed")
                return text;
            if (one.EventType == "delta")
                text += JsonElement.Parse(one.Data).GetProperty("text").GetString();
            if (text.Length > 0)
                _first.TrySetResult();
        }
        return $"{text} (and no end)";
    }
}
