using Microsoft.Extensions.Options;

namespace PromptGen.Llm;

/// <summary>
/// Outermost on the HTTP client, so that every client library above sees the same: an error status as an exception that repeats
/// nothing the provider said, a response that has begun in time, and a body that neither stalls nor outgrows its limit.
/// </summary>
internal sealed class ModelResponseGuard(IOptions<ModelOptions> options, TimeProvider time) : DelegatingHandler
{
    private const long LargestBody = 4 * 1024 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var watch = new CancellationTokenSource(options.Value.AttemptTimeout, time);
        try
        {
            using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, watch.Token);
            var response = await base.SendAsync(request, both.Token);
            if (!response.IsSuccessStatusCode)
            {
                using (response)
                    throw await Refusal(response, both.Token);
            }

            var body = response.Content;
            var guarded = new ModelResponseContent(
                new ModelResponseStream(await body.ReadAsStreamAsync(both.Token), LargestBody, watch, options.Value.IdleTimeout));
            foreach (var (name, values) in body.Headers)
                guarded.Headers.TryAddWithoutValidation(name, values);
            response.Content = guarded;
            return response;
        }
        catch
        {
            watch.Dispose();
            throw;
        }
    }

    private async Task<ModelHttpException> Refusal(HttpResponseMessage response, CancellationToken cancellation)
    {
        var said = await ErrorBody.ReadAsync(response.Content, time, cancellation);
        return new(response.StatusCode, RetryAfterHeader.Read(response, time) ?? RetryInfo.Read(said), ModelRefusals.Read(said));
    }
}
