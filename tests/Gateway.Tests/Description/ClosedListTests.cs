using System.Text.Json;
using System.Text.RegularExpressions;
using PromptGen.Gateway.Http;
using PromptGen.Testing.Processes;
using PromptGen.Webhooks;

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
        Assert.Equal(OfEnds, Values(document, "StatusBody", "error_code"));
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

        Assert.Equal(reasons, Values(await ApiDocument.Of(gateway), "StatusBody", "fallback_reason"));
        Assert.Equal(reasons, Rows("fallback_reason").Select(static row => row.Split(' ')[0]));
    }

    [Fact]
    public async Task StatusChargeAndOrigin_AreThoseOfTheDocument()
    {
        var document = await ApiDocument.Of(gateway);

        Assert.Equal(Names<PromptTaskStatus>(), Values(document, "StatusBody", "status"));
        Assert.Equal(Names<PromptOrigin>(), Values(document, "StatusBody", "origin"));
        Assert.Equal(Names<ChargeState>(), Values(document, "ChargeBody", "state"));
    }

    [Fact]
    public async Task KindsOfWhatChangesABalance_AreThoseOfTheDocument() =>
        Assert.Equal(Constants(typeof(JournalKinds)), Values(await ApiDocument.Of(gateway), "LedgerLine", "kind"));

    [Fact]
    public async Task Webhooks_TheirTypesStatesAndErrors_AreThoseOfTheDocument()
    {
        var document = await ApiDocument.Of(gateway);

        Assert.Equal(WebhookTypes.All, Values(document, "DeliveryBody", "type"));
        Assert.Equal(WebhookTypes.All, Values(document, "WebhookCallBody", "type"));
        Assert.Equal(Names<WebhookState>(), Values(document, "DeliveryBody", "state"));
        Assert.Equal(Constants(typeof(WebhookErrors)), Values(document, "AttemptBody", "error"));
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
