namespace PromptGen.Prompts.Facts;

/// <summary>What texts hold, to be asked whether a fact is among it however it is written there.</summary>
internal sealed class FactIndex
{
    private readonly HashSet<string> _exact = [];
    private readonly HashSet<string> _numbers = [];
    private readonly HashSet<string> _hosts = [];
    private readonly HashSet<string> _currencies = [];
    private readonly PhoneSet _phones = new();
    private readonly TimeSet _times = new();
    private bool _hasPrices;

    /// <summary>Takes in a text.</summary>
    /// <returns>Its facts.</returns>
    public IReadOnlyList<Fact> Add(string text)
    {
        var scan = FactFinder.Search(text);
        foreach (var fact in scan.Facts)
            Add(fact);
        foreach (var (opens, closes) in scan.Pairs)
            _times.Add(opens, closes);
        NumberWords.AddTo(_numbers, scan.Text);
        Currencies.AddTo(_currencies, scan.Text);
        return scan.Facts;
    }

    /// <summary>Whether a fact of another text is here too.</summary>
    public bool Holds(Fact fact) => fact.Kind switch
    {
        FactKind.Phone => _phones.Holds(fact.Values[0]),
        FactKind.Time => _times.Holds(fact.Values),
        FactKind.Number => fact.Values.All(_numbers.Contains),
        FactKind.Price => fact.Values.All(HoldsPrice),
        _ => _exact.Contains(Key(fact.Kind, fact.Values[0])),
    };

    /// <summary>Whether a fact of another text can have been taken from here: also a part of an address, or an amount without its currency.</summary>
    public bool Explains(Fact fact) => Holds(fact) || fact.Kind switch
    {
        FactKind.Url => _hosts.Contains(fact.Values[0]) || _phones.Holds(Digits(fact.Values[0])),
        FactKind.Handle => _phones.Holds(Digits(fact.Values[0])),
        FactKind.Price => !_hasPrices && fact.Values.All(value => _numbers.Contains(Amount(value))),
        _ => false,
    };

    private void Add(Fact fact)
    {
        switch (fact.Kind)
        {
            case FactKind.Phone:
                _phones.Add(fact.Values[0]);
                break;
            case FactKind.Time when fact.Values is [var opens, var closes]:
                _times.Add(opens, closes);
                break;
            case FactKind.Time:
                _times.Add(fact.Values[0]);
                break;
            case FactKind.Number:
                _numbers.UnionWith(fact.Values);
                _phones.Add(Digits(fact.Values[0]));
                break;
            case FactKind.Price:
                _hasPrices = true;
                foreach (var value in fact.Values)
                {
                    _exact.Add(Key(FactKind.Price, value));
                    _numbers.Add(Amount(value));
                }

                break;
            default:
                _exact.Add(Key(fact.Kind, fact.Values[0]));
                _phones.Add(Digits(fact.Values[0]));
                if (fact.Kind == FactKind.Url)
                    AddHosts(fact.Values[0]);
                break;
        }
    }

    /// <summary>Every part of a web address that is one itself.</summary>
    private void AddHosts(string url)
    {
        for (var at = url.IndexOf('/', StringComparison.Ordinal); at >= 0; at = url.IndexOf('/', at + 1))
            _hosts.Add(url[..at]);
    }

    /// <summary>An amount counts without its currency where the text names that somewhere, as above a list of prices.</summary>
    private bool HoldsPrice(string value) =>
        _exact.Contains(Key(FactKind.Price, value)) || (_numbers.Contains(Amount(value)) && _currencies.Contains(value[(value.IndexOf(' ', StringComparison.Ordinal) + 1)..]));

    private static string Amount(string price) => price[..price.IndexOf(' ', StringComparison.Ordinal)];

    private static string Key(FactKind kind, string value) => $"{kind}:{value}";

    private static string Digits(string value) => string.Concat(value.Where(char.IsAsciiDigit));
}
