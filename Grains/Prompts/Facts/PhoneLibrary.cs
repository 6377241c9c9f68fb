using PhoneNumbers;

namespace PromptGen.Prompts.Facts;

/// <summary>Asks what the world's numbering plans say, for one text.</summary>
internal sealed class PhoneLibrary(FoldedText text)
{
    // One look takes some microseconds: a text of nothing but numbers must not take longer than any other.
    private const int MostLooks = 4;

    private const int LongerThanCounts = 9;

    private static readonly PhoneNumberUtil Library = PhoneNumberUtil.GetInstance();

    private string[]? _regions;
    private int _looks;

    /// <summary>Whether it is a phone number of the country that the text seems to come from; where that is unclear, of some large one, and written as phone numbers are.</summary>
    public bool IsPossible(int start, int end)
    {
        var written = text.Slice(start, end);
        // A number in one piece without the zero that a call begins with may be an order or an account as well.
        var isShaped = written[0] is '0' or '(' || written.IndexOfAny(' ', '-', '/') > 0 || written.IndexOf('.') > 0;
        if (!isShaped && written.Length < LongerThanCounts)
            return false;
        if (written[0] is '0' or '(')
            return true;
        if (++_looks > MostLooks)
            return isShaped && written.Length > LongerThanCounts;
        _regions ??= Regions.Of(text);
        var number = written.ToString();
        foreach (var region in _regions)
        {
            if (isShaped ? Library.IsPossibleNumber(number, region) : IsValid(number, region))
                return true;
        }

        return false;
    }

    private static bool IsValid(string number, string region)
    {
        try
        {
            return Library.IsValidNumber(Library.Parse(number, region));
        }
        catch (NumberParseException)
        {
            // It begins like a call abroad, to a country that there is not. The library has no other way to say so.
            return false;
        }
    }
}
