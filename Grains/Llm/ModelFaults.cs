using System.Collections.Concurrent;
using System.Net;

namespace PromptGen.Llm;

/// <summary>What is wrong for good with how a model is asked, until an operator sets it right. Each fault is logged once, not once a task.</summary>
public sealed partial class ModelFaults(ILogger<ModelFaults> logger)
{
    // What concerns the key concerns every model.
    private const string EveryModel = "";

    private readonly ConcurrentDictionary<string, string> _open = new();
    private readonly ConcurrentDictionary<string, bool> _worked = new();

    /// <summary>The faults of now in words, each with what to set; null where there are none.</summary>
    public string? Description => _open.IsEmpty ? null : string.Join("; ", _open.OrderBy(fault => fault.Key, StringComparer.Ordinal).Select(fault => fault.Value));

    /// <summary>A model wrote a prompt, so nothing is wrong with it, nor with the key.</summary>
    internal void Worked(string model)
    {
        _worked[model] = true;
        _open.TryRemove(model, out _);
        _open.TryRemove(EveryModel, out _);
    }

    /// <summary>A call failed.</summary>
    /// <returns>Whether it will fail until somebody acts.</returns>
    internal bool Found(string model, ModelFailure failure)
    {
        if (Words(model, failure) is not { } words)
            return false;
        var concerned = failure.Reason is ModelFailureReason.Unauthorized ? EveryModel : model;
        if (_open.TryAdd(concerned, words))
        {
            Wrong(words);
        }
        else if (_open.TryGetValue(concerned, out var before) && before != words && _open.TryUpdate(concerned, words, before))
        {
            Wrong(words);
        }

        return true;
    }

    private string? Words(string model, ModelFailure failure) => failure switch
    {
        { Reason: ModelFailureReason.Unauthorized } =>
            $"the model's provider rejects our key (HTTP {failure.Status}): set Model__ApiKey (for Gemini, GEMINI_API_KEY serves too)",
        { Reason: not ModelFailureReason.Rejected } => null,
        { Refusal: ModelRefusal.Model } => $"the model's provider does not take the model's name {model} (HTTP {failure.Status}): set Model__Name",
        { Status: (int)HttpStatusCode.NotFound } => $"the model's provider does not know the model {model} or the address (HTTP {failure.Status}): set Model__Name or Model__Endpoint",
        { Status: (int)HttpStatusCode.PaymentRequired } => $"the model's provider wants to be paid (HTTP {failure.Status}): see to the account of Model__ApiKey",
        { Status: < 400 or (int)HttpStatusCode.MethodNotAllowed } => $"the model's address is not one to ask (HTTP {failure.Status}): set Model__Endpoint",
        // Where it has worked before, it was the content of one request.
        { Status: (int)HttpStatusCode.BadRequest or (int)HttpStatusCode.UnprocessableEntity } when !_worked.ContainsKey(model) =>
            $"the model {model} refuses every request (HTTP {failure.Status}): see to Model__Name and Model__Endpoint",
        _ => null,
    };

    [LoggerMessage(EventId = 20, EventName = "ModelFault", Level = LogLevel.Error, Message = "Until this is set right the fallback answers: {Fault}")]
    private partial void Wrong(string fault);
}
