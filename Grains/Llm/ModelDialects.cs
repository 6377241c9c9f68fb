using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace PromptGen.Llm;

/// <summary>What was learnt of how each model wants to be asked. Only what has worked is learnt, so that no refusal makes a good request worse.</summary>
internal sealed partial class ModelDialects(IOptions<ModelOptions> options, TimeProvider time, ILogger<ModelDialects> logger)
{
    private static readonly TimeSpan UntilNextGuess = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, ModelDialect> _known = new();
    private readonly ConcurrentDictionary<string, long> _guessedInVain = new();

    /// <summary>How to ask a model now.</summary>
    public ModelDialect Of(string model) => _known.GetValueOrDefault(model) ?? ModelDialect.Usual(options.Value.Streaming);

    /// <summary>A search for another way to ask a model that has refused this one.</summary>
    public DialectSearch Search(string model, ModelDialect refused) => new(refused, guesses: !_known.ContainsKey(model)
        && !(_guessedInVain.TryGetValue(model, out var at) && time.GetElapsedTime(at) < UntilNextGuess));

    /// <summary>Nothing that was tried is taken, so that the next calls need not try it all again.</summary>
    public void InVain(string model) => _guessedInVain[model] = time.GetTimestamp();

    /// <summary>The model took a request of this form.</summary>
    public void Took(string model, ModelDialect dialect)
    {
        var before = Of(model);
        if (_known.TryAdd(model, dialect) || (before != dialect && _known.TryUpdate(model, dialect, before)))
        {
            if (before != dialect)
                LogLearnt(model, before, dialect);
        }
    }

    /// <summary>The answer was cut far below the limit that was asked for: servers ignore a name of the limit that they do not know.</summary>
    public void LimitWasIgnored(string model)
    {
        var before = Of(model);
        if (before.Limit is ModelDialect.NewLimit && _known.TryUpdate(model, before with { Limit = ModelDialect.OldLimit }, before))
            LogLearnt(model, before, before with { Limit = ModelDialect.OldLimit });
    }

    private void LogLearnt(string model, ModelDialect before, ModelDialect now)
    {
        var difference = now.DifferenceFrom(before);
        Learnt(model, difference);
    }

    [LoggerMessage(EventId = 10, EventName = "DialectLearnt", Level = LogLevel.Information,
        Message = "The model {Model} does not take {Parameters} as sent; it is asked otherwise from now on")]
    private partial void Learnt(string model, string parameters);
}
