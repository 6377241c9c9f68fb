using System.Net;
using System.Net.Http.Json;
using PromptGen.Gateway.Tests.Description;
using PromptGen.Testing;
using static PromptGen.Gateway.Tests.GenerationCalls;

namespace PromptGen.Gateway.Tests;

/// <summary>A start that is answered with 503 has no effect, though it had been accepted.</summary>
public sealed class LostAnswersTests(LostAnswersHost gateway) : IClassFixture<LostAnswersHost>
{
    private readonly string _text = NewText();

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Route)]
    [InlineData(SynchronousRoute)]
    public async Task Start_WithoutAKeyWhoseAnswerIsLost_NamesItsTaskWhichIsWithdrawn(string route)
    {
        using var client = gateway.NewUser();
        gateway.Model.On(_text, ModelBehaviours.Hang());
        gateway.LoseAnswerTo(_text);

        using var response = await client.PostAsJsonAsync(route, new { manual_prompt = _text }, Stopping);

        var problem = await Problem.ReadAsync(response, 503);
        Assert.True(response.Headers.Contains("Retry-After"));
        await ApiDocument.AssertDescribes(gateway, response);
        var ended = await client.End(problem.GetProperty("task_id").GetString()!);
        Assert.Equal("cancelled", ended.GetProperty("status").GetString());
        Assert.Equal("10000/0", await client.Tokens());
    }

    [Fact]
    public async Task Start_WithAKeyWhoseAnswerIsLost_NamesItsTaskWhichARepetitionFinds()
    {
        using var client = gateway.NewUser();
        gateway.LoseAnswerTo(_text);

        using var lost = await Start(client);
        using var repeated = await Start(client);

        var task = (await Problem.ReadAsync(lost, 503)).GetProperty("task_id").GetString()!;
        Assert.Equal(HttpStatusCode.Accepted, repeated.StatusCode);
        Assert.Equal(task, (await repeated.Body()).GetProperty("task_id").GetString());
        Assert.Equal("completed", (await client.End(task)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task LongPoll_WhoseNewsAreLost_AnswersWithTheStateItKnows()
    {
        using var client = gateway.NewUser();
        gateway.Model.On(_text, ModelBehaviours.Hang());
        using var started = await Start(client);
        var task = (await started.Body()).GetProperty("task_id").GetString()!;
        gateway.LoseNewsOf(task);

        using var poll = await client.GetAsync($"{Route}status/{task}/?wait=1", Stopping);

        Assert.Equal((HttpStatusCode.OK, task), (poll.StatusCode, (await poll.Body()).GetProperty("task_id").GetString()));
    }

    private async Task<HttpResponseMessage> Start(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Route) { Content = JsonContent.Create(new { manual_prompt = _text }) };
        request.Headers.Add("Idempotency-Key", "key");
        return await client.SendAsync(request, Stopping);
    }
}
