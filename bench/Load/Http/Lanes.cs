using System.Net;

namespace PromptGen.Load.Http;

/// <summary>Connections side by side; each does one thing after another.</summary>
internal sealed class Lanes : IDisposable
{
    private readonly HttpConnection[] _connections;

    /// <summary>So many connections to a service.</summary>
    public Lanes(Uri service, int count)
    {
        var server = new IPEndPoint(IPAddress.Parse(service.Host), service.Port);
        _connections = [.. Enumerable.Range(0, count).Select(_ => new HttpConnection(server))];
    }

    /// <summary>Has each lane do its work.</summary>
    public Task EachAsync(Func<HttpConnection, Task> work) => Task.WhenAll(_connections.Select(connection => Task.Run(() => work(connection))));

    /// <summary>Does the work once for each number below <paramref name="count"/>, as the lanes are free.</summary>
    public Task ForAsync(int count, Func<HttpConnection, int, Task> work)
    {
        var next = -1;
        return EachAsync(async connection =>
        {
            while (Interlocked.Increment(ref next) is var number && number < count)
                await work(connection, number);
        });
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var connection in _connections)
            connection.Dispose();
    }
}
