using System.Diagnostics.Metrics;
using PromptGen.PromptTasks;

namespace PromptGen.Grains.Tests.Cluster;

public sealed class StartedMetricTests
{
    [Fact]
    public async Task Start_ThatCouldNotBeSaved_IsNotCounted()
    {
        await using var silo = await NarrowSilo.Start();
        var started = 0L;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Name == "promptgen.tasks.started" && instrument.Meter.Scope == silo.Service<IMeterFactory>())
                listening.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref started, count));
        listener.Start();
        // No set: what is added to it is refused.
        var index = silo.Keys.InFlight(silo.Service<IInFlightTasks>().Silo);
        await silo.Redis.KeyDeleteAsync(index);
        await silo.Redis.StringSetAsync(index, "");

        await Assert.ThrowsAnyAsync<Exception>(() => silo.Submit("anna"));
        Assert.Equal(0, started);
        await silo.Redis.KeyDeleteAsync(index);
        await silo.Submit("anna");

        Assert.Equal(1, started);
    }
}
