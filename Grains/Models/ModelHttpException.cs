using System.Net;

namespace PromptGen.Models;

/// <summary>The provider answered with an error status. Its own words are left out: providers repeat keys and prompts in them.</summary>
internal sealed class ModelHttpException(HttpStatusCode status, TimeSpan? retryAfter)
    : Exception($"The model's provider answered {(int)status}.")
{
    public HttpStatusCode Status { get; } = status;

    public TimeSpan? RetryAfter { get; } = retryAfter;
}
