using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;

namespace PromptGen.Webhooks;

/// <summary>Makes one try: a signed POST, without proxy, redirect or cookie, whose answer is read no further than its head.</summary>
public sealed class WebhookSender : IDisposable
{
    private static readonly ProductInfoHeaderValue Agent = new("PromptGen-Webhooks", "1");

    // More than any receiver has to say.
    private const int MostHeadKilobytes = 16, MostRead = 64 * 1024;

    private static readonly ActivitySource Traces = new(WebhookMetrics.Name);

    private readonly WebhookTargets _targets;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _clock;
    private readonly HttpMessageInvoker _http;

    /// <summary>Creates one, with connections of its own.</summary>
    public WebhookSender(IOptions<WebhookTargets> targets, IOptions<WebhookOptions> options, ResolveHost resolve, TimeProvider clock)
    {
        (_targets, _timeout, _clock) = (targets.Value, options.Value.AttemptTimeout, clock);
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectCallback = new CheckedConnection(targets.Value, resolve).Open,
            // Whoever gave up waiting leaves no connection behind that is still being made.
            ConnectTimeout = options.Value.AttemptTimeout,
            // A name that leads elsewhere now is asked again.
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            MaxResponseHeadersLength = MostHeadKilobytes,
            MaxResponseDrainSize = MostRead,
            ResponseDrainTimeout = TimeSpan.FromSeconds(1),
            // Receivers are not told of traces, nor traces of their addresses, whose paths may be secrets.
            ActivityHeadersPropagator = null,
        });
    }

    /// <summary>Makes a try.</summary>
    /// <exception cref="OperationCanceledException">It was stopped; the receiver may have got it.</exception>
    public async Task<WebhookAttempt> Send(DeliveryTry delivery, CancellationToken stopping)
    {
        using var tracing = Traces.StartActivity("deliver webhook", ActivityKind.Client, delivery.TraceParent);
        var attempt = await Try(delivery, stopping);
        tracing?.SetTag("promptgen.webhook.id", delivery.Id).SetTag("http.response.status_code", attempt.Status).SetTag("error.type", attempt.Error);
        if (attempt.Error is not null)
            tracing?.SetStatus(ActivityStatusCode.Error);
        return attempt;
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private async Task<WebhookAttempt> Try(DeliveryTry delivery, CancellationToken stopping)
    {
        var at = _clock.GetUtcNow();
        // What was allowed when it began need not be any more.
        if (WebhookUrl.Parse(delivery.Url, _targets) is not ({ } url, _))
            return new WebhookAttempt(at, null, WebhookErrors.RefusedAddress);
        using var over = new CancellationTokenSource(_timeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, stopping);
        try
        {
            using var request = Request(delivery, url, at);
            using var response = await _http.SendAsync(request, either.Token);
            var status = (int)response.StatusCode;
            return new WebhookAttempt(at, status, WebhookErrors.Of(status));
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return new WebhookAttempt(at, null, WebhookErrors.Timeout);
        }
        catch (HttpRequestException failure)
        {
            return new WebhookAttempt(at, null, ErrorOf(failure));
        }
    }

    private static HttpRequestMessage Request(DeliveryTry delivery, Uri url, DateTimeOffset at)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(delivery.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.UserAgent.Add(Agent);
        var seconds = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        request.Headers.Add("webhook-id", delivery.Id);
        request.Headers.Add("webhook-timestamp", seconds);
        request.Headers.Add("webhook-signature", WebhookSignature.Of(delivery.Id, seconds, delivery.Body, delivery.Secrets));
        return request;
    }

    private static string ErrorOf(HttpRequestException failure) => failure switch
    {
        { InnerException: RefusedAddressException } => WebhookErrors.RefusedAddress,
        { HttpRequestError: HttpRequestError.SecureConnectionError } => WebhookErrors.TlsFailed,
        _ => WebhookErrors.ConnectionFailed,
    };
}
