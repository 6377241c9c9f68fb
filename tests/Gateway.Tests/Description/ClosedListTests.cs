using System.Text.Json;
using System.Text.RegularExpressions;
using PromptGen.Gateway.Http;
using PromptGen.Testing.Processes;

namespace PromptGen.Gateway.Tests.Description;

/// <summary>The closed lists are the same in the code, in the document and in docs/api.md.</summary>
public sealed partial class ClosedListTests(GatewayHost gateway)
{
    private static readonly string[] OfEnds = Constants(typeof(PromptTaskErrorCodes));
    private static readonly string[] All = [.. OfEnds, .. Constants(typeof(ErrorCodes))];

    [Fact]
    public async Task ErrorCodes_AreThoseOfTheDocument()
    {
        var document = await ApiDocument.Of(gateway);

        Assert.Equal(All, Values(document, "ProblemBody", "error_code"));
        Assert.Equal(All, Values(document, "PaymentRequiredBody", "error_code"));
        Assert.Equal(OfEnds, Values(document, "FailedBody", "error_code"));
        Assert.Equal(OfEnds, Values(document, "CancelledBody", "error_code"));
    }

    [Fact]
    public async Task ErrorCodes_EachWithItsStatus_AreThoseOfTheRoutes() => Assert.Equal(
        (await ApiDocument.Of(gateway)).Codes.Distinct().Order(),
        Rows("error_code").Order());

    [Fact]
    public void ErrorCodes_AreThoseOfTheGuide() =>
        Assert.Equal(All.Order(), Rows("error_code").Select(static row => row.Split(' ')[0]).Order());

    [Fact]
    public async Task FallbackReasons_AreThoseOfTheDocumentAndTheGuide()
    {
        var reasons = Names<FallbackReason>();

        Assert.Equal(reasons, Values(await ApiDocument.Of(gateway), "CompletedBody", "fallback_reason"));
        Assert.Equal(reasons, Rows("fallback_reason").Select(static row => row.Split(' ')[0]));
    }

    [Theory]
    [InlineData("StatusBody")]
    [InlineData("CompletedBody")]
    [InlineData("FailedBody")]
    [InlineData("CancelledBody")]
    public async Task StatusAndCharge_AreThoseOfTheDocument(string schema)
    {
        var document = await ApiDocument.Of(gateway);

        Assert.Equal(Names<PromptTaskStatus>(), Values(document, schema, "status"));
        Assert.Equal(Names<ChargeState>(), document.Values(document.Members(schema).GetProperty("charge").GetProperty("properties").GetProperty("state")));
        if (schema == "CompletedBody")
            Assert.Equal(Names<PromptOrigin>(), Values(document, schema, "origin"));
    }

    private static string[] Constants(Type type) => [.. type.GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!)];

    private static string[] Names<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];

    private static string[] Values(ApiDocument document, string schema, string member) => document.Values(document.Members(schema).GetProperty(member));

    /// <summary>The rows of the guide's tables of a kind: value and status.</summary>
    private static string[] Rows(string kind)
    {
        var guide = File.ReadAllText(Path.Combine(ProgramProcess.RepositoryRoot, "docs", "api.md"));
        var tables = Regex.Matches(guide, $@"^\| `{kind}` \| status \|.*\n.*\n((?:\|.*\n)+)", RegexOptions.Multiline);
        return [.. tables.SelectMany(table => Row().Matches(table.Groups[1].Value)).Select(row => $"{row.Groups[1].Value} {row.Groups[2].Value}")];
    }

    [GeneratedRegex(@"^\| `(\w+)` \| (\d+) \| .+ \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
