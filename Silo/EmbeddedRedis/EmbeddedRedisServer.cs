using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;

namespace PromptGen.Silo.EmbeddedRedis;

/// <summary>
/// A Redis server inside this process, for running PromptGen with nothing installed. It listens on the loopback address only, on a
/// port and with a password of its own that change with every start. What it has acknowledged is in its files and survives the
/// death of the process.
/// </summary>
public sealed partial class EmbeddedRedisServer : IDisposable, IAsyncDisposable
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);

    private readonly DataDirectory _directory;
    private readonly CheckpointingGarnet _server;
    private readonly ILogger _logger;
    private int _disposed;

    private EmbeddedRedisServer(DataDirectory directory, CheckpointingGarnet server, ILogger logger, string connectionString)
    {
        _directory = directory;
        _server = server;
        _logger = logger;
        ConnectionString = connectionString;
    }

    /// <summary>How StackExchange.Redis reaches this server, password included: not for logs.</summary>
    public string ConnectionString { get; }

    /// <summary>Where its files are, if other users of the machine can read them and this user may not change that.</summary>
    public string? OpenDirectory => _directory.IsPrivate ? null : _directory.Path;

    /// <summary>Starts a server on the files in <paramref name="dataDirectory"/>, which is created if missing.</summary>
    /// <param name="dataDirectory">A directory for this server alone.</param>
    /// <param name="loggerFactory">Receives the server's warnings and errors; the console never does.</param>
    /// <exception cref="EmbeddedRedisException">The directory cannot be written to, is in use, or holds files that cannot be read.</exception>
    public static EmbeddedRedisServer Start(string dataDirectory, ILoggerFactory? loggerFactory = null)
    {
        var directory = DataDirectory.Open(dataDirectory);
        CheckpointingGarnet? server = null;
        try
        {
            directory.CheckFiles();
            var end = AppendOnlyFile.Mend(directory.Path);
            using var port = ReservePort();
            var endPoint = (IPEndPoint)port.LocalEndPoint!;
            var password = RandomNumberGenerator.GetHexString(48);
            loggerFactory ??= NullLoggerFactory.Instance;
            var quiet = new QuietLoggerFactory(loggerFactory);
            server = new CheckpointingGarnet(GarnetSettings.Create(directory.Path, endPoint, password, quiet.CreateLogger("Options")), quiet);
            server.Start();
            server.EmptyAppendOnlyFileAsync(end).GetAwaiter().GetResult();
            return new EmbeddedRedisServer(directory, server, loggerFactory.CreateLogger<EmbeddedRedisServer>(), $"{endPoint},password={password}");
        }
        catch (Exception e)
        {
            // Whatever went wrong: half a server must not keep the directory.
            server?.Dispose();
            directory.Dispose();
            throw e as EmbeddedRedisException
                ?? new EmbeddedRedisException($"The embedded Redis cannot use its files in '{directory.Path}': {e.Message}", e);
        }
    }

    /// <summary>Stops listening, lets what was accepted reach the disk, and closes the files.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <inheritdoc cref="Dispose"/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        try
        {
            await Task.Run(_server.Dispose).WaitAsync(StopTimeout);
        }
        catch (TimeoutException)
        {
            // Garnet waits without end for connections whose writes a broken disk never finishes; the process must stop all the same.
            LogNotStopped(_logger, _directory.Path);
        }

        _directory.Dispose();
    }

    [LoggerMessage(LogLevel.Warning, "The embedded Redis in {Directory} did not stop in time: its disk does not take its writes")]
    private static partial void LogNotStopped(ILogger logger, string directory);

    /// <summary>
    /// A port that nobody else is given while Garnet gets to bind it: bound here and shared, but not listened on. Asking for
    /// port 0 would be simpler, but Garnet does not tell which port it then got.
    /// </summary>
    private static Socket ReservePort()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }
}
