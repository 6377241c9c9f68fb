using System.Net;
using System.Net.Http.Json;
using static PromptGen.Gateway.Tests.GenerationCalls;

namespace PromptGen.Gateway.Tests;

/// <summary>In a cluster a call that is lost is made again, whether the gateway is a silo too or a client.</summary>
public sealed class LostCallsTests(ClusterHosts cluster) : IClassFixture<ClusterHosts>
{
    private readonly string _text = NewText();

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Start_WhoseAnswerIsLostInACluster_IsMadeAgainAndAccepted(bool isCoHosted)
    {
        using var client = (isCoHosted ? cluster.Silo : cluster.Client).NewUser();
        cluster.Silo.LoseAnswerTo(_text);

        using var response = await client.PostAsJsonAsync(Route, new { manual_prompt = _text }, Stopping);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.True(cluster.Silo.HasLostAnswerTo(_text));
        var ended = await client.End((await response.Body()).GetProperty("task_id").GetString()!);
        Assert.Equal("completed", ended.GetProperty("status").GetString());
    }
}
