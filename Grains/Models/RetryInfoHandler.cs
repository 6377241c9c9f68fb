using System.Net;

namespace PromptGen.Models;

/// <summary>
/// Innermost on the HTTP client: a wait that Google names in an error's body is put where everything above looks for one, into
/// <c>Retry-After</c>. Nothing else of the body is used.
/// </summary>
internal sealed class RetryInfoHandler(TimeProvider time) : DelegatingHandler
{
    private const int LargestBody = 16 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (response is { StatusCode: HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError, Headers.RetryAfter: null }
            && await WaitAsync(response.Content, cancellationToken) is { } wait)
        {
            response.Headers.RetryAfter = new(wait);
        }

        return response;
    }

    private async Task<TimeSpan?> WaitAsync(HttpContent body, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        try
        {
            await body.LoadIntoBufferAsync(LargestBody, both.Token);
            return RetryInfo.Read(await body.ReadAsByteArrayAsync(both.Token));
        }
        catch (Exception exception) when (exception is HttpRequestException || (patience.IsCancellationRequested && !cancellation.IsCancellationRequested))
        {
            // A body that is cut off, slow or too large says nothing; the status was heard.
            return null;
        }
    }
}
