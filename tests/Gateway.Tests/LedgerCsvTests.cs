using PromptGen.Gateway.Billing;

namespace PromptGen.Gateway.Tests;

/// <summary>What spreadsheets are given: texts that cannot become formulas, and numbers that stay numbers.</summary>
public sealed class LedgerCsvTests
{
    private static readonly DateTimeOffset At = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1 555 0100", "'+1 555 0100")]
    [InlineData("-2", "'-2")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("＝1", "'＝1")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\r\nx", "\"'\r\nx\"")]
    [InlineData("a\nb", "\"a\nb\"")]
    [InlineData("=\"a\"", "\"'=\"\"a\"\"\"")]
    [InlineData("one, two", "\"one, two\"")]
    [InlineData("1=1", "1=1")]
    [InlineData("Rechnung Ö-7 فاکتور", "Rechnung Ö-7 فاکتور")]
    public void Text_IsHarmlessAndWhole(string text, string cell)
    {
        var line = Line with { Reference = text, Reason = text, Model = text };

        var row = LedgerCsv.Write([line]).Split("\r\n", 2)[1];

        Assert.Equal($"3,,grant,-310,4690,0,,,,{cell},,{cell},{cell},,2030-01-01T12:00:00.000000Z\r\n", row);
    }

    [Fact]
    public void Metadata_IsJson_InOneCell()
    {
        var line = Line with { Metadata = new Dictionary<string, string> { ["=a"] = "=1, \"x\"", ["شعبه"] = "تهران" } };

        Assert.Contains(
            """"""
            ,"{""=a"":""=1, \""x\"""",""شعبه"":""تهران""}",
            """""", LedgerCsv.Write([line]), StringComparison.Ordinal);
    }

    [Fact]
    public void NoLines_AreTheNamesAlone() => Assert.Equal(
        "line,task_id,kind,tokens,balance_after,shortfall,prompt_tokens,completion_tokens,estimated,model,response_time_ms,reference,reason,metadata,at\r\n", LedgerCsv.Write([]));

    private static LedgerLine Line => new() { Line = 3, Kind = "grant", Tokens = -310, BalanceAfter = 4690, At = At };
}
