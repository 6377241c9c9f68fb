namespace PromptGen.Models;

/// <summary>
/// Outermost on the HTTP client, so that every client library above sees the same: an error status as an exception that repeats
/// nothing the provider said, and a body that cannot outgrow its limit.
/// </summary>
internal sealed class ModelResponseGuard(TimeProvider time) : DelegatingHandler
{
    private const long LargestBody = 4 * 1024 * 1024;

    private static readonly HttpRequestOptionsKey<long> StartedAt = new("PromptGen.Models.StartedAt");

    /// <summary>How long the call that a request belongs to has taken so far, all attempts together.</summary>
    public static TimeSpan Elapsed(HttpRequestMessage? request, TimeProvider time) =>
        request is not null && request.Options.TryGetValue(StartedAt, out var started) ? time.GetElapsedTime(started) : TimeSpan.Zero;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Options.Set(StartedAt, time.GetTimestamp());
        var response = await base.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            using (response)
                throw new ModelHttpException(response.StatusCode, RetryAfterHeader.Read(response, time));
        }

        var body = response.Content;
        var bounded = new StreamContent(new BoundedStream(await body.ReadAsStreamAsync(cancellationToken), LargestBody));
        foreach (var (name, values) in body.Headers)
            bounded.Headers.TryAddWithoutValidation(name, values);
        response.Content = bounded;
        return response;
    }
}
