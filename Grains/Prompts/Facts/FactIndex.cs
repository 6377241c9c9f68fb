namespace PromptGen.Prompts.Facts;

/// <summary>What texts hold, to be asked whether a fact is among it however it is written there.</summary>
internal sealed class FactIndex
{
    private readonly HashSet<string> _exact = [];
    private readonly HashSet<string> _numbers = [];
    private readonly HashSet<string> _amounts = [];
    private readonly HashSet<string> _hosts = [];
    private readonly PhoneSet _phones = new();
    private readonly TimeSet _times = new();
    private readonly HashSet<string> _unsaid = [];
    private readonly List<FoldedText> _texts = [];
    private bool _hasPrices, _hasDays;

    // Few facts are written so that these are asked for.
    private HashSet<string>? _words, _currencies;

    private HashSet<string> Words => _words ??= Of(NumberWords.AddTo);

    private HashSet<string> CurrencyWords => _currencies ??= Of(Currencies.AddTo);

    /// <summary>Takes in a text.</summary>
    /// <returns>Its facts.</returns>
    public IReadOnlyList<Fact> Add(string text)
    {
        var scan = FactFinder.Search(text);
        foreach (var fact in scan.Facts)
            Add(fact, text);
        foreach (var hours in scan.Hours.Values)
            _times.Add(hours);
        _texts.Add(scan.Text);
        (_words, _currencies) = (null, null);
        return scan.Facts;
    }

    /// <summary>Whether a fact of another text is here too.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="own">
    /// What that text holds: an amount here with a currency there, or the other way round, is only taken for the fact where it is not another one's.
    /// </param>
    public bool Holds(Fact fact, FactIndex? own = null) => fact.Kind switch
    {
        FactKind.Phone => _phones.Holds(fact.Values[0]),
        FactKind.Time => _times.Holds(fact.Values) || (fact.Values[0] == TimeScan.Always && _hasDays),
        FactKind.Number => fact.Values.All(value => _numbers.Contains(value) || fact.Counted.Any(counted => Words.Contains($"{value} {counted}")) || (_amounts.Contains(value) && own?._amounts.Contains(value) != true)) || (fact.Hours.Length > 0 && _times.Holds(fact.Hours)) || (fact.Text.Length >= PhoneScan.FewestDigits && _phones.Holds(fact.Values[0])),
        FactKind.Price => fact.Values.All(value => HoldsPrice(value, own)),
        _ => _exact.Contains(Key(fact.Kind, fact.Values[0])),
    };

    /// <summary>Whether a fact of another text can have been taken from here: also a part of an address, or an amount without its currency.</summary>
    public bool Explains(Fact fact) => Holds(fact) || fact.Kind switch
    {
        FactKind.Url => _hosts.Contains(fact.Values[0]) || _phones.Holds(Digits(fact.Values[0])),
        FactKind.Handle => _phones.Holds(Digits(fact.Values[0])),
        FactKind.Price => fact.Values.All(value => _unsaid.Contains(Amount(value)) || (!_hasPrices && _numbers.Contains(Amount(value)))),
        _ => false,
    };

    private void Add(Fact fact, string text)
    {
        switch (fact.Kind)
        {
            case FactKind.Phone:
                _phones.Add(fact.Values[0]);
                break;
            case FactKind.Time:
                _times.Add(fact.Values);
                break;
            case FactKind.Number:
                _numbers.UnionWith(fact.Values);
                // A number of 24 is one of hours where it stands for day and night; half of "24/6" is not.
                _hasDays |= fact.Values[0] == "24" && (fact.End >= text.Length || text[fact.End] != '/');
                _phones.Add(Digits(fact.Values[0]));
                break;
            case FactKind.Price:
                _hasPrices = true;
                foreach (var value in fact.Values)
                {
                    _exact.Add(Key(FactKind.Price, value));
                    _amounts.Add(Amount(value));
                    if (value.EndsWith(Currencies.Unsaid, StringComparison.Ordinal))
                        _unsaid.Add(Amount(value));
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
    private bool HoldsPrice(string value, FactIndex? own)
    {
        if (_exact.Contains(Key(FactKind.Price, value)))
            return true;
        var amount = Amount(value);
        if (value.EndsWith(Currencies.Unsaid, StringComparison.Ordinal))
            return _amounts.Contains(amount) || _numbers.Contains(amount);
        return _numbers.Contains(amount) && own?._numbers.Contains(amount) != true && CurrencyWords.Contains(value[(value.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
    }

    private HashSet<string> Of(Action<HashSet<string>, FoldedText> add)
    {
        var words = new HashSet<string>();
        foreach (var text in _texts)
            add(words, text);
        return words;
    }

    private static string Amount(string price) => price[..price.IndexOf(' ', StringComparison.Ordinal)];

    private static string Key(FactKind kind, string value) => $"{kind}:{value}";

    private static string Digits(string value) => string.Concat(value.Where(char.IsAsciiDigit));
}
