using System.Net;
using System.Net.Http.Json;
using PromptGen.Testing.Processes;

namespace PromptGen.SystemTests;

/// <summary>Results that are served again, in a cluster of two programs that are gateway and silo each, on a real Redis.</summary>
public sealed class ResultCacheTests
{
    private const string Notes = "We bake bread.";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Result_MadeThroughOneSilo_IsServedByAnother_AlsoAfterThatOneWasKilled()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var model = await FakeModelServer.StartAsync();
        await using var a = GatewayProcess.Start(Settings(redis, model));
        await a.WaitUntilReadyAsync(Cancellation);
        await using var b = GatewayProcess.Start(Settings(redis, model));
        await b.WaitUntilReadyAsync(Cancellation);
        using var throughA = await ApiClient.LogInAsync(a.Url, "alice", cancellation: Cancellation);
        using var throughB = await ApiClient.LogInAsync(b.Url, "alice", cancellation: Cancellation);
        var made = await throughA.EndAsync(await throughA.StartAsync(Notes, Cancellation), Cancellation);
        var tokens = (await throughB.AccountAsync(Cancellation)).Remaining;

        var served = await throughB.EndAsync(await throughB.StartAsync(Notes, Cancellation), Cancellation);
        await a.KillAsync();
        var afterTheKill = await throughB.EndAsync(await StartAsync(throughB), Cancellation);
        var (calls, charged) = (model.Calls.Count, (await throughB.AccountAsync(Cancellation)).Remaining);
        throughB.Http.DefaultRequestHeaders.CacheControl = new() { NoCache = true };
        var anew = await throughB.EndAsync(await StartAsync(throughB), Cancellation);

        Assert.Equal(["ai", "cache", "cache", "ai"], ((Generation[])[made, served, afterTheKill, anew]).Select(one => one.Origin));
        Assert.Equal((made.Prompt, made.Prompt), (served.Prompt, afterTheKill.Prompt));
        Assert.Equal((1, tokens), (calls, charged));
        Assert.Equal((2, tokens - AllInOne.TokensPerAnswer), (model.Calls.Count, (await throughB.AccountAsync(Cancellation)).Remaining));
    }

    /// <summary>Until the death is known some starts are refused, which have no effect.</summary>
    private static async Task<Guid> StartAsync(ApiClient user)
    {
        var key = Marks.New();
        return await Eventually.GetAsync(async () =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/web-knowledge/generate-prompt-async/") { Content = JsonContent.Create(new { manual_prompt = Notes }) };
            request.Headers.Add("Idempotency-Key", key);
            using var answer = await user.Http.SendAsync(request, Cancellation);
            return answer.StatusCode == HttpStatusCode.Accepted ? await ApiClient.TaskIdAsync(answer, Cancellation) : Guid.Empty;
        }, task => task != Guid.Empty, "the start is accepted", Cancellation);
    }

    private static Dictionary<string, string?> Settings(RedisServer redis, FakeModelServer model) => new()
    {
        ["ConnectionStrings__redis"] = redis.ConnectionString,
        ["Gateway__CoHostSilo"] = "true",
        ["Cache__Lifetime"] = "01:00:00",
        ["Model__Provider"] = "openai",
        ["Model__Endpoint"] = model.Endpoint.ToString(),
        ["Model__Name"] = "test-model",
    };
}
