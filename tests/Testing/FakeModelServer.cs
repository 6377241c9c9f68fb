using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PromptGen.Testing;

/// <summary>
/// A model server of our own on a free loopback port: real HTTP, and misbehaviour on demand. Any path that ends in
/// <c>/chat/completions</c> is answered in OpenAI's protocol, one that ends in <c>:generateContent</c> or <c>:streamGenerateContent</c>
/// in Gemini's own.
/// </summary>
public sealed class FakeModelServer : IAsyncDisposable
{
    /// <summary>The text answered unless a test says otherwise.</summary>
    public const string DefaultText = "You are the assistant of a business. Answer politely and keep to the facts.";

    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<ModelBehaviour> _next = new();
    private readonly ConcurrentDictionary<string, ModelBehaviour> _about = new();
    private readonly CallLog _log = new();
    private readonly WebApplication _app;
    private bool _disposed;

    private FakeModelServer(WebApplication app) => _app = app;

    /// <summary>The address to configure as the model's endpoint.</summary>
    public Uri Endpoint { get; private set; } = null!;

    /// <summary>What every call gets for which nothing is queued and whose prompt holds no marker of <see cref="On"/>.</summary>
    public ModelBehaviour Behaviour { get; set; } = ModelBehaviours.Answer(DefaultText);

    /// <summary>The calls received so far, oldest first.</summary>
    public IReadOnlyList<ModelCall> Calls => _log.Calls;

    /// <summary>The most calls that were being answered at once.</summary>
    public int Peak => _log.Peak;

    /// <summary>Starts a server.</summary>
    public static async Task<FakeModelServer> StartAsync(ModelBehaviour? behaviour = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(ConfigureKestrel);
        // Thousands of clients may connect in the same instant.
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.Backlog = 8192);

        var server = new FakeModelServer(builder.Build());
        server._app.Run(server.AnswerAsync);
        await server._app.StartAsync();
        server.Endpoint = new Uri($"{server._app.Urls.Single()}/v1");
        if (behaviour is not null)
            server.Behaviour = behaviour;
        return server;
    }

    /// <summary>What calls get whose prompt contains the marker, so that tests which run at once do not meet.</summary>
    public void On(string marker, ModelBehaviour behaviour) => _about[marker] = behaviour;

    /// <summary>The calls whose prompt contains the marker.</summary>
    public IReadOnlyList<ModelCall> CallsAbout(string marker) =>
        [.. Calls.Where(call => call.Prompt.Contains(marker, StringComparison.Ordinal))];

    /// <summary>The first call whose prompt contains the marker, once it was received.</summary>
    public async Task<ModelCall> CallAboutAsync(string marker, CancellationToken cancellation = default)
    {
        await Eventually.UntilAsync(() => CallsAbout(marker).Count > 0, $"the model is asked about {marker}", cancellation);
        return CallsAbout(marker)[0];
    }

    /// <summary>Waits until so many calls were received whose prompt contains the marker.</summary>
    public Task WaitForCallsAboutAsync(string marker, int count, CancellationToken cancellation = default) =>
        Eventually.UntilAsync(() => CallsAbout(marker).Count >= count, $"the model is asked {count} times about {marker}", cancellation);

    /// <summary>The next calls get these, one each, in order.</summary>
    public void Enqueue(params IEnumerable<ModelBehaviour> behaviours)
    {
        foreach (var behaviour in behaviours)
            _next.Enqueue(behaviour);
    }

    /// <summary>Completes once that many calls were received, and gives the last of them.</summary>
    public Task<ModelCall> WaitForCallsAsync(int count, CancellationToken cancellation = default) => _log.WaitAsync(count).WaitAsync(cancellation);

    /// <summary>Ends what is hanging and stops; a second time it does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
            return;
        await _stopping.CancelAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _stopping.Dispose();
    }

    private static void ConfigureKestrel(KestrelServerOptions kestrel)
    {
        kestrel.Listen(IPAddress.Loopback, 0);
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Limits.MaxRequestBodySize = null;
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "";
        if (!HttpMethods.IsPost(http.Request.Method) || !(path.EndsWith("/chat/completions", StringComparison.Ordinal) || GeminiProtocol.Speaks(path)))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync(http.RequestAborted);
        var call = _log.Begin(http.Request, body);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, _stopping.Token);
        using var disconnect = http.RequestAborted.Register(call.MarkDisconnected);
        try
        {
            await (_next.TryDequeue(out var next) ? next : BehaviourFor(call.Prompt))(new ModelExchange(http, call, stopping.Token));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The client left, or the test is over; either way nobody is there to answer.
            http.Abort();
        }
        finally
        {
            _log.End(call);
        }
    }

    private ModelBehaviour BehaviourFor(string prompt) =>
        _about.FirstOrDefault(entry => prompt.Contains(entry.Key, StringComparison.Ordinal)).Value ?? Behaviour;
}
