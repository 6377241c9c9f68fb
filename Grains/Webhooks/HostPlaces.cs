namespace PromptGen.Webhooks;

/// <summary>
/// Few tries at a time at one host: the others wait, some here and the rest not at all, so that a host which hangs takes nobody else's place.
/// Thread-safe.
/// </summary>
/// <param name="places">Tries at a time at one host.</param>
/// <param name="clock">The clock.</param>
internal sealed class HostPlaces(int places, TimeProvider clock)
{
    // For each place so many may wait.
    private const int WaitPerPlace = 16;

    private readonly Dictionary<string, Host> _hosts = [];

    /// <summary>Takes a place, once there is one.</summary>
    /// <param name="name">The host.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="stopping">Ends the wait.</param>
    /// <returns>To be disposed when the try is over; <c>null</c>: there was none.</returns>
    public async Task<IDisposable?> Take(string name, TimeSpan patience, CancellationToken stopping)
    {
        Host host;
        lock (_hosts)
        {
            if (!_hosts.TryGetValue(name, out host!))
                _hosts[name] = host = new Host(places);
            if (host.Present >= places * (1 + WaitPerPlace))
                return null;
            host.Present++;
        }
        var isIn = false;
        try
        {
            using var over = new CancellationTokenSource(patience, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, stopping);
            await host.Free.WaitAsync(either.Token);
            isIn = true;
            return new Place(() => Leave(name, host, isIn: true));
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            if (!isIn)
                Leave(name, host, isIn: false);
        }
    }

    private void Leave(string name, Host host, bool isIn)
    {
        if (isIn)
            host.Free.Release();
        lock (_hosts)
        {
            if (--host.Present == 0)
                _hosts.Remove(name);
        }
    }

    private sealed class Host(int places)
    {
        public SemaphoreSlim Free { get; } = new(places);

        /// <summary>Tries that have a place or wait for one.</summary>
        public int Present { get; set; }
    }

    private sealed class Place(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}
