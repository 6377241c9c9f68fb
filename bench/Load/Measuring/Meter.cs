using System.Diagnostics;
using PromptGen.Load.Systems;
using PromptGen.Testing.Processes;

namespace PromptGen.Load.Measuring;

/// <summary>Measures what a service and its Redis use from its beginning on.</summary>
internal sealed class Meter
{
    private readonly Service _service;
    private readonly Sample _begun;
    private readonly long _at = Stopwatch.GetTimestamp();

    private Meter(Service service, Sample begun) => (_service, _begun) = (service, begun);

    /// <summary>Begins.</summary>
    public static async Task<Meter> BeginAsync(Service service, CancellationToken cancellation) => new(service, await SampleAsync(service, cancellation));

    /// <summary>What was used so far.</summary>
    public async Task<Usage> ReadAsync(CancellationToken cancellation)
    {
        var took = Stopwatch.GetElapsedTime(_at);
        var now = await SampleAsync(_service, cancellation);
        var others = now.Machine - _begun.Machine - (now.Known - _begun.Known);
        return new Usage(now.Service - _begun.Service, now.Redis - _begun.Redis, now.Driver - _begun.Driver, now.RedisBytes - _begun.RedisBytes, others / took.TotalSeconds);
    }

    private static async Task<Sample> SampleAsync(Service service, CancellationToken cancellation)
    {
        var roles = service.Processes;
        var (own, redis) = (Processes.CpuSeconds(service.OwnProcesses), Processes.CpuSeconds(roles[Service.Redis]));
        var driver = Environment.CpuUsage.TotalTime.TotalSeconds;
        var known = own + redis + driver + Processes.CpuSeconds(roles[Service.Ai]);
        return new Sample(own, redis, driver, known, Processes.MachineSeconds(), await BytesAsync(service.RedisPort, cancellation));
    }

    private static async Task<long> BytesAsync(int? redis, CancellationToken cancellation)
    {
        if (redis is not { } port)
            return 0;
        using var probe = new RedisProbe(port);
        return await probe.FigureAsync("total_net_input_bytes", cancellation);
    }

    private sealed record Sample(double Service, double Redis, double Driver, double Known, double Machine, long RedisBytes);
}

/// <summary>What was used.</summary>
/// <param name="ServiceCpu">CPU seconds of the service.</param>
/// <param name="RedisCpu">CPU seconds of Redis.</param>
/// <param name="DriverCpu">CPU seconds of the bench itself, without its model.</param>
/// <param name="RedisBytes">Bytes sent to Redis.</param>
/// <param name="Others">Cores that were busy with what does not belong to the run.</param>
internal sealed record Usage(double ServiceCpu, double RedisCpu, double DriverCpu, long RedisBytes, double Others)
{
    /// <summary>Microseconds of CPU of the service for each of so many.</summary>
    public double ServiceMicroseconds(double count) => ServiceCpu * 1e6 / count;

    /// <summary>Microseconds of CPU of Redis for each of so many.</summary>
    public double RedisMicroseconds(double count) => RedisCpu * 1e6 / count;

    /// <summary>In one line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"CPU {ServiceCpu:0.00} s, Redis {RedisCpu:0.00} s, driver {DriverCpu:0.00} s; others {Others:0.00} cores");
}
