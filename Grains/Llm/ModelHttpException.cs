using System.Net;

namespace PromptGen.Llm;

/// <summary>The provider answered with an error status. Its own words are left out: providers repeat keys and prompts in them.</summary>
internal sealed class ModelHttpException(HttpStatusCode status, TimeSpan? retryAfter = null, ModelRefusal refusal = ModelRefusal.Unsaid)
    : Exception($"The model's provider answered {(int)status}.")
{
    public HttpStatusCode Status { get; } = status;

    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>What it says it does not take.</summary>
    public ModelRefusal Refusal { get; } = refusal;

    /// <summary>Whether the same might be taken in another form.</summary>
    public bool IsAboutTheRequest => Status is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity;
}
