using static PromptGen.Testing.ModelBehaviours;

namespace PromptGen.Models.Tests;

/// <summary>A provider that keeps failing is left alone for a moment.</summary>
public sealed class ModelCircuitTests
{
    [Theory]
    [InlineData(500)]
    [InlineData(429)]
    public async Task Circuit_OpensWithinTwentyFailures_AndSaysHowLong(int status)
    {
        await using var host = await ModelHost.StartAsync(Status(status), ("Model:BreakDuration", "00:01:00"));

        PromptWriterResult.Failed failed;
        var generations = 0;
        do
            failed = await host.FailAsync();
        while (failed.Reason is not ModelFailureReason.CircuitOpen && ++generations < 20);

        Assert.Equal(ModelFailureReason.CircuitOpen, failed.Reason);
        Assert.InRange(failed.RetryAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Assert.InRange(host.Server.Calls.Count, 1, 20);

        var asked = host.Server.Calls.Count;
        await host.FailAsync();
        Assert.Equal(asked, host.Server.Calls.Count);
    }

    [Fact]
    public async Task Circuit_ClosesAgain_WhenTheProviderHasRecovered()
    {
        await using var host = await ModelHost.StartAsync(Status(500), ("Model:BreakDuration", "00:00:00.5"));
        while ((await host.FailAsync()).Reason is not ModelFailureReason.CircuitOpen)
        {
        }

        host.Server.Behaviour = Answer("Good.");

        // The break is real time; until it is over every call is refused without being sent.
        PromptWriterResult result;
        do
            result = await host.WriteAsync();
        while (result is PromptWriterResult.Failed { Reason: ModelFailureReason.CircuitOpen });

        Assert.IsType<PromptWriterResult.Written>(result);
        Assert.All(await Task.WhenAll(host.WriteAsync(), host.WriteAsync()), later => Assert.IsType<PromptWriterResult.Written>(later));
    }

    [Fact]
    public async Task BusyProviderThatNamesATime_DoesNotOpenTheCircuit()
    {
        await using var host = await ModelHost.StartAsync(Status(429, TimeSpan.FromHours(1)));

        for (var generation = 0; generation < 25; generation++)
            Assert.Equal(ModelFailureReason.RateLimited, (await host.FailAsync()).Reason);

        Assert.Equal(25, host.Server.Calls.Count);
    }

    [Fact]
    public async Task RefusedKey_DoesNotOpenTheCircuit()
    {
        await using var host = await ModelHost.StartAsync(Status(401));

        for (var generation = 0; generation < 25; generation++)
            Assert.Equal(ModelFailureReason.Unauthorized, (await host.FailAsync()).Reason);
    }
}
