using System.Text;
using PromptGen.Llm;
using PromptGen.Testing;
using static PromptGen.Testing.ModelBehaviours;

namespace PromptGen.Models.Tests;

/// <summary>Google names the wait in the error's body, not in a header.</summary>
public sealed class RetryInfoTests
{
    [Theory]
    [InlineData("3s", 3)]
    [InlineData("3.5s", 3.5)]
    [InlineData("34.074824224s", 34.074824224)]
    [InlineData("0s", 0)]
    [InlineData("315576000000s", int.MaxValue)]
    public void Read_TakesADuration(string delay, double seconds)
    {
        var error = $$"""{"error": {"code": 429, "details": [{"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "{{delay}}"} ] } }""";
        Assert.Equal(TimeSpan.FromSeconds(seconds), Read(error));
        Assert.Equal(TimeSpan.FromSeconds(seconds), Read($"[{error}]"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>Busy</html>")]
    [InlineData("""{"error": {"message": "retryDelay"}}""")]
    [InlineData("""{"error": {"details": [{"retryDelay": "3"}]}}""")]
    [InlineData("""{"error": {"details": [{"retryDelay": "-3s"}]}}""")]
    [InlineData("""{"error": {"details": [{"retryDelay": "1e3s"}]}}""")]
    [InlineData("""{"error": {"details": [{"retryDelay": "soon"}]}}""")]
    [InlineData("""{"error": {"details": [{"retryDelay": 3}]}}""")]
    [InlineData("""{"error": {"details": [{"retryDelay": null}""")]
    public void Read_OfAnythingElse_IsNothing(string body) => Assert.Null(Read(body));

    [Theory]
    [InlineData(429, false)]
    [InlineData(503, true)]
    public async Task WaitInTheBody_IsHandedOn(int status, bool inArray)
    {
        await using var host = await ModelHost.StartAsync(GoogleError(status, "3.5s", inArray));

        var failed = await host.FailAsync();

        Assert.Equal((status, TimeSpan.FromSeconds(3.5)), (failed.Status, failed.RetryAfter));
        Assert.Single(host.Server.Calls);
    }

    [Fact]
    public async Task ErrorBody_ThatIsTooLargeOrBreaksOff_LeavesTheStatus()
    {
        await using var host = await ModelHost.StartAsync(Answer("unused"));
        host.Server.Enqueue(Failing(HugeWithoutText(100_000)), Failing(CutStream("You are")));

        Assert.Equal(503, (await host.FailAsync()).Status);
        Assert.Equal(503, (await host.FailAsync()).Status);

        static ModelBehaviour Failing(ModelBehaviour body) => exchange =>
        {
            exchange.Response.StatusCode = 503;
            return body(exchange);
        };
    }

    private static TimeSpan? Read(string body) => RetryInfo.Read(Encoding.UTF8.GetBytes(body));
}
