namespace PromptGen.Llm;

/// <summary>Looks for a way to ask that a server does not refuse, for one call. It ends: each step leaves something out, and there are few.</summary>
/// <param name="start">How the model was asked first.</param>
/// <param name="guesses">Whether to guess where the server does not say what it refuses.</param>
internal sealed class DialectSearch(ModelDialect start, bool guesses)
{
    private ModelDialect _known = start;
    private ModelDialect _asked = start;
    private int _guess;

    /// <summary>How to ask next, after a refusal; null where nothing is left to try.</summary>
    public ModelDialect? Next(ModelRefusal refused)
    {
        if (refused is ModelRefusal.Model or ModelRefusal.Key)
            return null;
        if (_asked.Without(refused) is { } named)
            return _known = _asked = named;

        while (guesses && _guess <= ModelDialect.Suspects.Count)
        {
            var guess = _guess < ModelDialect.Suspects.Count ? _known.Without(ModelDialect.Suspects[_guess]) : _known.Bare;
            _guess++;
            if (guess is not null && guess != _known)
                return _asked = guess;
        }

        return null;
    }
}
