using System.Text;
using System.Text.Json;

namespace PromptGen.Gateway.Billing;

/// <summary>Writes lines as CSV (RFC 4180): the members of their JSON, in its words and order.</summary>
public static class LedgerCsv
{
    /// <summary>What clients ask for.</summary>
    public const string MediaType = "text/csv";

    /// <summary>What they get.</summary>
    public const string ContentType = "text/csv; charset=utf-8; header=present";

    private const string LineEnd = "\r\n";

    // Spreadsheets take a text that begins so for a formula, and may send what it names elsewhere (OWASP, "CSV injection").
    private const string Formulas = "=+-@\t\r\n＝＋－＠";

    /// <summary>A line with the names, then one for each line.</summary>
    public static string Write(IEnumerable<LedgerLine> lines)
    {
        var csv = new StringBuilder().AppendJoin(',', BillingJson.Web.LedgerLine.Properties.Select(member => member.Name)).Append(LineEnd);
        foreach (var line in lines)
            csv.AppendJoin(',', JsonSerializer.SerializeToElement(line, BillingJson.Web.LedgerLine).EnumerateObject().Select(member => Cell(member.Value))).Append(LineEnd);
        return csv.ToString();
    }

    /// <summary>Numbers stay numbers, what is not there is empty, and what has parts is JSON.</summary>
    private static string Cell(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => Quoted(Harmless(value.GetString()!)),
        _ => Quoted(value.GetRawText()),
    };

    private static string Harmless(string text) => text.Length > 0 && Formulas.Contains(text[0], StringComparison.Ordinal) ? $"'{text}" : text;

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
