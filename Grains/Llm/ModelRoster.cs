using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace PromptGen.Llm;

/// <summary>The models that may be asked, in their order. One that was found rejected or unavailable is passed over for a short while, if there is another.</summary>
internal sealed class ModelRoster(IOptions<ModelOptions> options, TimeProvider time, ModelFaults faults)
{
    private static readonly TimeSpan WhileRejected = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan WhileUnavailable = TimeSpan.FromSeconds(5);

    private readonly string[] _names = [options.Value.Name, .. options.Value.Fallbacks];
    private readonly ConcurrentDictionary<string, DateTimeOffset> _passedOverUntil = new();

    /// <summary>Whom to ask now; at least one.</summary>
    public IReadOnlyList<string> ToAsk()
    {
        if (_passedOverUntil.IsEmpty)
            return _names;
        var now = time.GetUtcNow();
        string[] willing = [.. _names.Where(name => Until(name) <= now)];
        return willing.Length > 0 ? willing : [_names.MinBy(Until)!];
    }

    /// <summary>A model wrote a prompt.</summary>
    public void Worked(string model)
    {
        _passedOverUntil.TryRemove(model, out _);
        faults.Worked(model);
    }

    /// <summary>A model did not.</summary>
    /// <returns>Whether the next one is to be asked. One that is only busy is waited for: its answer is the better one.</returns>
    public bool IsPassedOver(string model, ModelFailure failure)
    {
        var isFault = faults.Found(model, failure);
        var isRejected = failure.Reason is ModelFailureReason.Unauthorized or ModelFailureReason.Rejected;
        var isUnavailable = failure.Reason is ModelFailureReason.Unavailable or ModelFailureReason.Timeout
            || (failure.Reason is ModelFailureReason.RateLimited && failure.RetryAfter > options.Value.TotalTimeout);
        // A request that is refused for its content says nothing of the next one.
        if (_names.Length > 1 && (isFault || isUnavailable))
            _passedOverUntil[model] = time.GetUtcNow() + (isFault ? WhileRejected : WhileUnavailable);
        return isRejected || isUnavailable;
    }

    private DateTimeOffset Until(string name) => _passedOverUntil.GetValueOrDefault(name);
}
