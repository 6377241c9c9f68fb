using System.Globalization;
using PhoneNumbers;

namespace PromptGen.Prompts.Facts;

/// <summary>Phone numbers, found again with or without the country's code.</summary>
internal sealed class PhoneSet
{
    private const int Common = 6, LongestCountry = 3;

    private readonly Dictionary<string, List<string>> _byEnd = [];

    /// <summary>Takes in a number as <see cref="PhoneScan"/> writes it; too short ones only find themselves.</summary>
    public void Add(string number)
    {
        if (number.Length < 3)
            return;
        var end = End(number);
        if (!_byEnd.TryGetValue(end, out var numbers))
            _byEnd[end] = numbers = [];
        if (numbers.Count < 16)
            numbers.Add(number);
    }

    public bool Holds(string number) => number.Length >= 3 && _byEnd.TryGetValue(End(number), out var numbers) && numbers.Exists(other => AreSame(number, other));

    /// <summary>The same digits; or those of one behind a country's code in the other, without the zero that is dialled within the country.</summary>
    private static bool AreSame(string one, string other)
    {
        var (first, second) = (one.TrimStart('+'), other.TrimStart('+'));
        if (first == second)
            return true;
        var (isFirstWorld, isSecondWorld) = (one[0] == '+', other[0] == '+');
        if (isFirstWorld && isSecondWorld)
            return false;
        var (whole, part) = first.Length >= second.Length ? (first, second) : (second, first);
        var (isWholeWorld, isPartWorld) = first.Length >= second.Length ? (isFirstWorld, isSecondWorld) : (isSecondWorld, isFirstWorld);
        part = part.TrimStart('0');
        var country = whole.Length - part.Length;
        return !isPartWorld && part.Length >= Common && country is >= 1 and <= LongestCountry && whole.EndsWith(part, StringComparison.Ordinal) && (isWholeWorld || whole[..country] is "0" || IsCountry(whole[..country]));
    }

    private static bool IsCountry(string digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && PhoneNumberUtil.GetInstance().GetSupportedCallingCodes().Contains(code);

    private static string End(string number) => number.Length > Common ? number[^Common..] : number;
}
