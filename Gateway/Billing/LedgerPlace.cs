using System.Globalization;

namespace PromptGen.Gateway.Billing;

/// <summary>How a place in a ledger is written in addresses.</summary>
public static class LedgerPlace
{
    /// <summary>As text that an address can hold as it is.</summary>
    public static string ToText(LedgerCursor place) => string.Create(CultureInfo.InvariantCulture, $"{place.Line}_{place.Balance}_{place.At.UtcTicks}");

    /// <summary>Reads what <see cref="ToText"/> writes; the empty text is no place.</summary>
    public static bool TryParse(string text, out LedgerCursor? place)
    {
        place = null;
        if (text.Length == 0)
            return true;
        if (text.Split('_') is not [var first, var second, var third] || !TryNumber(first, out var line) || !TryNumber(second, out var balance) || !TryNumber(third, out var ticks)
            || line < 1 || ticks < 0 || ticks > DateTimeOffset.MaxValue.UtcTicks)
            return false;
        place = new LedgerCursor(line, balance, new DateTimeOffset(ticks, TimeSpan.Zero));
        return true;
    }

    private static bool TryNumber(string text, out long number) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
