using System.Diagnostics;
using PromptGen.Load.Driving;
using PromptGen.Load.Measuring;
using PromptGen.Load.Systems;

namespace PromptGen.Load.Scenarios;

/// <summary>One run of one system: what scenarios need, and where they put what they measured.</summary>
internal sealed class Stage(ISystem system, BenchOptions options, Results results, CancellationToken cancellation) : IAsyncDisposable
{
    private static readonly long Begun = Stopwatch.GetTimestamp();

    private Service? _service;
    private bool _isShared;
    private int _users;

    /// <summary>What is measured.</summary>
    public ISystem System => system;

    /// <summary>How much is measured.</summary>
    public BenchOptions Options => options;

    /// <summary>Ends all.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>A service that is warm; scenarios that do not care share it.</summary>
    public async Task<Service> WarmAsync() => _isShared ? _service! : await FreshAsync(isShared: true);

    /// <summary>A service that is warm and has done nothing else.</summary>
    /// <param name="silos">Silos as processes of their own; 0: one inside the gateway.</param>
    /// <param name="isShared">Whether the next scenario may have it too.</param>
    public async Task<Service> FreshAsync(int silos = 0, bool isShared = false)
    {
        await EndAsync();
        var service = _service = await system.StartAsync(silos, cancellation);
        _isShared = isShared;
        if (service.Model is { } model)
            await model.ResetAsync(TimeSpan.Zero, cancellation);
        var firstMinute = await WarmUp.RunAsync(service, options, Say, cancellation);
        if (silos == 0)
            Add("warm-up", "first minute, share of the steady generations a second", "", firstMinute);
        return service;
    }

    /// <summary>The name of a user who has not been seen yet.</summary>
    public string NewUser() => $"bench-user-{_users++}";

    /// <summary>Adds a row.</summary>
    public void Add(string scenario, string measure, string unit, double value) => results.Add(system.Name, scenario, measure, unit, value);

    /// <summary>Adds a row for each where CPU was used.</summary>
    public void AddCpu(string scenario, string each, Usage usage, double count)
    {
        Add(scenario, $"CPU a {each}, service and Redis", "µs", usage.ServiceMicroseconds(count) + usage.RedisMicroseconds(count));
        Add(scenario, $"CPU a {each}, service", "µs", usage.ServiceMicroseconds(count));
        Add(scenario, $"CPU a {each}, Redis", "µs", usage.RedisMicroseconds(count));
        if (usage.Others > 0.15)
            Say($"others used {usage.Others:0.00} cores meanwhile: figures are too high");
    }

    /// <summary>Adds a point to a drawing.</summary>
    public void Draw(string chart, string title, string x, string y, string line, double place, double atX, double atY) =>
        results.Chart(chart, title, x, y).Add($"{system.Name} {line}".Trim(), place, atX, atY);

    /// <summary>Tells how far it is.</summary>
    public void Say(string what) => Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(Begun).TotalSeconds,6:0.0} s  {system.Name}: {what}"));

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await EndAsync();

    private async Task EndAsync()
    {
        if (_service is { } service)
            await service.DisposeAsync();
        (_service, _isShared) = (null, false);
    }
}
