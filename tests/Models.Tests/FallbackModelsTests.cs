using Microsoft.Extensions.Time.Testing;
using PromptGen.Llm;
using PromptGen.Testing;
using static PromptGen.Testing.ModelBehaviours;

namespace PromptGen.Models.Tests;

/// <summary>Where one model is rejected or unavailable, the next one writes; what is wrong for good is told once.</summary>
public sealed class FallbackModelsTests
{
    private const string First = "first-model";
    private const string Second = "second-model";

    [Theory]
    [InlineData(404)]
    [InlineData(403)]
    [InlineData(401)]
    [InlineData(503)]
    [InlineData(500)]
    [InlineData(504)]
    public async Task ModelThatIsRejectedOrUnavailable_IsReplacedByTheNext(int status)
    {
        await using var host = await StartAsync(Status(status), Echo);

        Assert.Equal(Second, (await host.SucceedAsync()).Model);
        Assert.Equal(Second, (await host.SucceedAsync()).Model);

        // The second generation does not pay for the first model again.
        Assert.Equal([First, Second, Second], host.Server.Calls.Select(Asked));
    }

    [Theory]
    [InlineData(5, 503)]
    [InlineData(30, 404)]
    public async Task ModelThatWasPassedOver_IsAskedAgainAfterAWhile(int seconds, int status)
    {
        var time = new FakeTimeProvider();
        await using var host = await StartAsync(Status(status), Echo, time);
        await host.SucceedAsync();

        time.Advance(TimeSpan.FromSeconds(seconds));
        await host.SucceedAsync();

        Assert.Equal([First, Second, First, Second], host.Server.Calls.Select(Asked));
    }

    [Fact]
    public async Task ModelThatIsBusy_IsWaitedFor()
    {
        await using var host = await StartAsync(Status(429, TimeSpan.FromSeconds(3)), Echo);
        Assert.Equal(ModelFailureReason.RateLimited, (await host.FailAsync()).Reason);
        Assert.Equal([First], host.Server.Calls.Select(Asked));
    }

    [Fact]
    public async Task QuotaThatIsUsedUpForLong_IsAnOutage()
    {
        await using var host = await StartAsync(Status(429, TimeSpan.FromHours(9)), Echo);
        Assert.Equal(Second, (await host.SucceedAsync()).Model);
    }

    [Fact]
    public async Task AllPassedOver_OneIsAskedAllTheSame()
    {
        await using var host = await StartAsync(Status(404), Status(503));

        Assert.Equal(ModelFailureReason.Unavailable, (await host.FailAsync()).Reason);
        Assert.Equal(ModelFailureReason.Unavailable, (await host.FailAsync()).Reason);

        Assert.Equal([First, Second, Second], host.Server.Calls.Select(Asked));
    }

    [Theory]
    [InlineData(401, null, "set Model__ApiKey")]
    [InlineData(403, null, "set Model__ApiKey")]
    [InlineData(404, null, "set Model__Name or Model__Endpoint")]
    [InlineData(404, """{"error":{"code":"model_not_found"}}""", "set Model__Name")]
    [InlineData(400, """{"error":{"message":"Invalid model: first-model"}}""", "set Model__Name")]
    [InlineData(400, """{"error":{"message":"API key not valid. Please pass a valid API key."}}""", "set Model__ApiKey")]
    [InlineData(302, null, "set Model__Endpoint")]
    [InlineData(400, "no", "see to Model__Name and Model__Endpoint")]
    public async Task WhatIsWrongForGood_IsOneErrorThatSaysWhatToSet(int status, string? body, string advice)
    {
        await using var host = await ModelHost.StartAsync(exchange =>
        {
            exchange.Response.StatusCode = status;
            return exchange.WriteLineAsync(body ?? "");
        });

        for (var generation = 0; generation < 3; generation++)
            await host.FailAsync();

        Assert.EndsWith(advice, host.Faults.Description!.Replace(" (for Gemini, GEMINI_API_KEY serves too)", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Single(host.Logs.Lines, line => line.Contains(" Error ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fault_IsOverWithTheFirstSuccess_AndToldAgainAfterIt()
    {
        await using var host = await ModelHost.StartAsync(Answer("Good."));
        host.Server.Enqueue(Status(401), Status(401), Answer("Good."), Status(401));

        await host.FailAsync();
        await host.FailAsync();
        await host.SucceedAsync();
        Assert.Null(host.Faults.Description);
        await host.FailAsync();

        Assert.NotNull(host.Faults.Description);
        Assert.Equal(2, host.Logs.Lines.Count(line => line.Contains(" Error ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task WhatPasses_IsNoFault(int status)
    {
        await using var host = await ModelHost.StartAsync(Status(status));
        await host.FailAsync();
        Assert.Null(host.Faults.Description);
    }

    private static Task<ModelHost> StartAsync(ModelBehaviour first, ModelBehaviour second, TimeProvider? time = null) => ModelHost.StartAsync(
        exchange => Asked(exchange.Call) == First ? first(exchange) : second(exchange),
        time ?? TimeProvider.System,
        ("Model:Name", First), ("Model:Fallbacks:0", Second));

    /// <summary>Answers in the name of the model that was asked.</summary>
    private static Task Echo(ModelExchange exchange) => exchange.WriteLineAsync(
        $$"""data: {"model":"{{Asked(exchange.Call)}}","choices":[{"delta":{"content":"Good."},"finish_reason":"stop"}]}""" + "\n\n");

    private static string Asked(ModelCall call) => call.Request.GetProperty("model").GetString()!;
}
