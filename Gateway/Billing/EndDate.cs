using System.Globalization;
using System.Text.RegularExpressions;

namespace PromptGen.Gateway.Billing;

/// <summary>Reads when a subscription ends. A time without its offset would mean another moment to each reader, so there is none.</summary>
public static partial class EndDate
{
    /// <summary>What is allowed, in words.</summary>
    public const string Allowed = "an ISO 8601 date-time with its offset, such as 2027-01-31T18:00:00Z or 2027-01-31T18:00:00+01:00, or a date, such as 2027-01-31";

    // As exact as it is shown.
    private static readonly TimeOnly LastOfDay = new(23, 59, 59, 999, 999);

    /// <summary>Reads a date-time with an offset, or a date, which means its end in UTC.</summary>
    public static bool TryParse(string text, out DateTimeOffset end)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            end = new DateTimeOffset(date, LastOfDay, TimeSpan.Zero);
            return true;
        }
        end = default;
        return DateTimeWithOffset().IsMatch(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out end);
    }

    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,9})?)?(Z|[+-][0-9]{2}:[0-9]{2})\z", RegexOptions.CultureInvariant)]
    private static partial Regex DateTimeWithOffset();
}
