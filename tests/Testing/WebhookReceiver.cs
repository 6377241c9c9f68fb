using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace PromptGen.Testing;

/// <summary>A receiver of webhooks on a free loopback port, which takes them, refuses them or hangs as it is told.</summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<Func<HttpContext, Task>> _next = new();
    private readonly ConcurrentQueue<ReceivedWebhook> _received = new();
    private readonly WebApplication _app;

    private WebhookReceiver(WebApplication app) => _app = app;

    /// <summary>The address to be called at.</summary>
    public string Url => $"{_app.Urls.Single()}/hooks";

    /// <summary>The same by the name of this machine.</summary>
    public string UrlByName => Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    /// <summary>What is answered when nothing is queued.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = Status(StatusCodes.Status204NoContent);

    /// <summary>What came so far, oldest first.</summary>
    public IReadOnlyList<ReceivedWebhook> Received => [.. _received];

    /// <summary>Starts one; with a certificate it speaks TLS.</summary>
    public static async Task<WebhookReceiver> StartAsync(X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            if (certificate is not null)
                listen.UseHttps(certificate);
        }));
        var receiver = new WebhookReceiver(builder.Build());
        receiver._app.Run(receiver.ReceiveAsync);
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>Answers with a status and nothing else.</summary>
    public static Func<HttpContext, Task> Status(int status) => http =>
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    /// <summary>The next webhooks are answered so, one each, in order.</summary>
    public void Enqueue(params IEnumerable<int> statuses)
    {
        foreach (var status in statuses)
            _next.Enqueue(Status(status));
    }

    /// <summary>From now on nothing is answered until the sender leaves.</summary>
    public void Hang() => Answer = async http =>
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, _stopping.Token);
        await Task.Delay(Timeout.Infinite, over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        http.Abort();
    };

    /// <summary>What came, once so many have come.</summary>
    public async Task<IReadOnlyList<ReceivedWebhook>> WaitAsync(int count, CancellationToken cancellation = default)
    {
        await Eventually.UntilAsync(() => _received.Count >= count, $"{count} webhooks came", cancellation);
        return Received;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task ReceiveAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        _received.Enqueue(new ReceivedWebhook(http.Request.Path, http.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString()), body.ToArray()));
        await (_next.TryDequeue(out var next) ? next : Answer)(http);
    }
}
