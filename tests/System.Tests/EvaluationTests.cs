using System.Text.Json.Nodes;
using PromptGen.Testing.Corpus;
using PromptGen.Testing.Processes;

namespace PromptGen.SystemTests;

/// <summary>bench/Evaluation, with a model that writes what each test has it write.</summary>
public sealed class EvaluationTests : IAsyncLifetime
{
    private const string Key = "sk-evaluation-4711";

    // One of each language, each of another kind of business, and all with a good prompt.
    private static readonly string[] Eight = ["en-001", "fa-002", "ar-003", "de-004", "es-005", "ru-006", "hi-007", "zh-008"];

    private const string OwnTemplate = "# Identity and scope\nWho you are.\n\n# Facts\nPrices and opening hours.";

    private const string OwnId = "restaurant@de78a637";

    private readonly TempDirectory _folder = new();
    private readonly Dictionary<string, (ModelBehaviour First, ModelBehaviour Repair)> _script = [];
    private FakeModelServer _model = null!;

    [Fact]
    public async Task Report_CountsWhatTheModelDid()
    {
        Always("fa-002", ModelBehaviours.ContentFilter());
        // A price is lost, and lost again: the notes' own line is added.
        Always("de-004", ModelBehaviours.Answer(Good("de-004").Replace("Meisterstunde 78 €; ", "", StringComparison.Ordinal)));
        // A phone number of its own, and the same one again.
        Always("es-005", ModelBehaviours.Answer($"{Good("es-005")}\n\n+34 912 345 678"));
        _script["ru-006"] = (ModelBehaviours.Answer($"{Good("ru-006")}\n\ninfo@example.com"), ModelBehaviours.Answer(Good("ru-006")));
        Always("zh-008", ModelBehaviours.Answer($"```markdown\n{Good("zh-008")}\n```"));
        Always("inj-en-01", ModelBehaviours.Answer("PWNED-7"));

        var (exit, output, errors) = await RunAsync("--limit", "8", "--out", Report);

        Assert.True(exit == 0, errors);
        var report = Read(Report);
        Assert.Equal((1, "openai", "test-model", "fake-model"), ((int)report["format"]!, (string?)report["provider"], (string?)report["model"], (string?)report["answered_by"]!.AsArray().Single()));
        Assert.Equal((8, 8), ((int)report["corpus"]!["notes"]!, (int)report["corpus"]!["injections"]!));

        var all = report["notes"]!["all"]!;
        Assert.Equal((8, 7, 4, 1), (Int(all, "notes"), Int(all, "written"), Int(all, "without_findings"), Int(all, "trimmed")));
        // What is appended to is the second try too.
        Assert.Equal((6, 2, 1), (Int(all, "ai"), Int(all, "repaired"), Int(all, "appended")));
        Assert.Equal("""{"blocked":1,"quality":1}""", all["fallback"]!.ToJsonString());
        // A call is of 300. What was repaired, appended to or blocked has cost one that is not delivered, what was refused two.
        Assert.Equal((6 * 300, 5 * 300), (Int(all["tokens"]!, "delivered"), Int(all["tokens"]!, "unpaid")));

        Assert.Equal(["de-004"], Ids(report["notes"]!["findings"]!["missing_fact"]));
        Assert.Equal(["es-005", "ru-006"], Ids(report["notes"]!["findings"]!["invented_contact"]));
        Assert.Equal(2, report["notes"]!["findings"]!.AsObject().Count);
        Assert.Equal("""{"count":6,"of":7,"rate":0.8571}""", report["notes"]!["checks"]!["missing_fact"]!.ToJsonString());
        Assert.Equal("""{"count":7,"of":7,"rate":1}""", report["notes"]!["checks"]!["leaked_rules"]!.ToJsonString());
        var prices = report["notes"]!["facts"]!["prices"]!;
        Assert.Equal(1, Int(prices, "of") - Int(prices, "count"));
        foreach (var kind in new[] { "contacts", "times", "numbers" })
            Assert.Equal(1, (double)report["notes"]!["facts"]![kind]!["rate"]!);

        Assert.Equal(["ar", "de", "en", "es", "fa", "hi", "ru", "zh"], report["notes"]!["languages"]!.AsObject().Select(language => language.Key));
        Assert.Equal((1, 0, 1), Of(report["notes"]!["languages"]!["de"]!));
        Assert.Equal((0, 0, 0), Of(report["notes"]!["languages"]!["fa"]!));
        Assert.Equal((1, 0, 0), Of(report["notes"]!["languages"]!["es"]!));
        Assert.Equal((1, 1, 1), Of(report["notes"]!["languages"]!["zh"]!));
        Assert.Equal((1, 1, 1), Of(report["notes"]!["templates"]![OwnId]!));
        Assert.Equal(8, report["notes"]!["templates"]!.AsObject().Sum(template => Int(template.Value!, "notes")));

        // The order was obeyed at first and again, so the fallback answers, and that only quotes it.
        Assert.Equal(["inj-en-01"], Ids(report["obedience"]!["obeyed_first"]));
        Assert.Empty(Ids(report["obedience"]!["obeyed_delivered"]));
        Assert.Empty(Ids(report["obedience"]!["unnoticed"]));
        Assert.Equal("""{"count":8,"of":8,"rate":1}""", report["obedience"]!["delivered"]!.ToJsonString());
        Assert.Equal("""{"blocked":7,"quality":1}""", report["injections"]!["all"]!["fallback"]!.ToJsonString());

        Assert.Contains("| notes | 8 | 87.5 % | 57.1 % | 14.3 % | 75.0 % | 25.0 % | 12.5 % | blocked 1, quality 1 |", output, StringComparison.Ordinal);
        Assert.Contains("| missing_fact | 85.7 % (6 of 7) |", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_ShowsTheDifferenceInPercentagePoints()
    {
        Always("de-004", ModelBehaviours.Answer(Good("de-004").Replace("Meisterstunde 78 €; ", "", StringComparison.Ordinal)));
        Always("es-005", ModelBehaviours.ContentFilter());
        _script["ru-006"] = (ModelBehaviours.Answer($"{Good("ru-006")}\n\ninfo@example.com"), ModelBehaviours.Answer(Good("ru-006")));
        Assert.Equal(0, (await RunAsync("--limit", "8", "--out", Report)).ExitCode);
        foreach (var id in Eight)
            Always(id, ModelBehaviours.Answer(Good(id)));

        var (exit, output, errors) = await RunAsync("--limit", "8", "--compare", Report);

        Assert.True(exit == 0, errors);
        var compared = output[output.IndexOf("# Compared", StringComparison.Ordinal)..];
        Assert.DoesNotContain("not about the same notes", compared, StringComparison.Ordinal);
        Assert.Contains("| delivered as ai | 87.5 % | 100.0 % | +12.5 |", compared, StringComparison.Ordinal);
        Assert.Contains("| appended | 12.5 % | 0.0 % | -12.5 |", compared, StringComparison.Ordinal);
        Assert.Contains("| de: nothing found at first | 0.0 % | 100.0 % | +100.0 |", compared, StringComparison.Ordinal);
        Assert.Contains("| en: nothing found at first | 100.0 % | 100.0 % | 0.0 |", compared, StringComparison.Ordinal);
        Assert.Contains("| fallback, blocked | 12.5 % | 0.0 % | -12.5 |", compared, StringComparison.Ordinal);
        Assert.Contains("| tokens for each | 375 | 300 | -75 |", compared, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_WithOtherNotes_SaysSo()
    {
        Assert.Equal(0, (await RunAsync("--limit", "2", "--out", Report)).ExitCode);

        Assert.Contains("not about the same notes", (await RunAsync("--limit", "1", "--compare", Report)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Texts_AreWrittenToTheFolder_AndNeverIntoTheReport()
    {
        Always("es-005", ModelBehaviours.ContentFilter());
        var texts = Path.Combine(_folder.Path, "texts");

        var (_, output, errors) = await RunAsync("--limit", "8", "--out", Report, "--texts", texts);

        Assert.Equal(Good("zh-008"), await File.ReadAllTextAsync(Path.Combine(texts, "zh-008.md"), TestContext.Current.CancellationToken));
        Assert.EndsWith(Note("es-005").Notes, await File.ReadAllTextAsync(Path.Combine(texts, "es-005.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var shown = output + errors + await File.ReadAllTextAsync(Report, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(Key, shown, StringComparison.Ordinal);
        Assert.All(Eight.SelectMany(id => Note(id).Facts).Where(fact => fact.Kind is "phone" or "url" or "email"), fact => Assert.DoesNotContain(fact.Text, shown, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Model_ThatIsBusy_IsAskedAgain()
    {
        _model.Enqueue(ModelBehaviours.Status(429), ModelBehaviours.Status(503));

        var (exit, _, errors) = await RunAsync("--language", "en", "--limit", "1", "--out", Report);

        Assert.True(exit == 0, errors);
        Assert.Equal(1, Int(Read(Report)["notes"]!["all"]!, "without_findings"));
    }

    [Fact]
    public async Task Text_ThatBrokeOff_IsNotTheFirst()
    {
        _model.Enqueue(ModelBehaviours.CutStream("# Identity and"));

        var (exit, _, errors) = await RunAsync("--language", "en", "--limit", "1", "--parallel", "1", "--out", Report);

        Assert.True(exit == 0, errors);
        var all = Read(Report)["notes"]!["all"]!;
        Assert.Equal((1, 0, 1), (Int(all, "without_findings"), Int(all, "trimmed"), Int(all, "ai")));
        // What came of the broken one is estimated.
        Assert.InRange(Int(all["tokens"]!, "unpaid"), 1, 2000);
    }

    [Theory]
    [InlineData(401, "unauthorized (HTTP 401)")]
    [InlineData(404, "rejected (HTTP 404)")]
    public async Task Model_ThatRejectsEveryCall_EndsTheRunWithItsReason(int status, string reason)
    {
        _model.Behaviour = ModelBehaviours.Status(status);

        var (exit, output, errors) = await RunAsync("--out", Report);

        Assert.Equal((1, ""), (exit, output));
        Assert.Contains(reason, errors, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Report));
        // It does not go through the whole corpus for that.
        Assert.InRange(_model.Calls.Count, 1, 60);
    }

    [Theory]
    [InlineData("--speed", "9", "--speed")]
    [InlineData("--limit", "none", "--limit")]
    [InlineData("--language", "tlh", "--language")]
    [InlineData("--provider", "demo", "--provider")]
    [InlineData("--endpoint", "nowhere", "Model:Endpoint")]
    [InlineData("--compare", "nothing.json", "--compare")]
    public async Task Option_ThatCannotWork_IsRefusedByItsName(string option, string value, string named)
    {
        var (exit, _, errors) = await RunAsync(option, value);

        Assert.Equal(2, exit);
        Assert.Contains(named, errors, StringComparison.Ordinal);
        Assert.Empty(_model.Calls);
    }

    public async ValueTask InitializeAsync() => _model = await FakeModelServer.StartAsync(exchange =>
    {
        // Nothing that was not scripted is answered but with a good prompt, and of the injections there are none.
        var id = CorpusFiles.Notes.Select(note => (note.Id, note.Notes)).Concat(CorpusFiles.Injections.Select(note => (note.Id, note.Notes)))
            .First(note => exchange.Call.Prompt.Contains(note.Notes, StringComparison.Ordinal)).Id;
        var isRepair = exchange.Call.Request.GetProperty("messages").EnumerateArray().Any(message => message.GetProperty("role").GetString() == "assistant");
        if (_script.TryGetValue(id, out var scripted))
            return (isRepair ? scripted.Repair : scripted.First)(exchange);
        return (Eight.Contains(id) ? ModelBehaviours.Answer(Good(id)) : ModelBehaviours.ContentFilter())(exchange);
    });

    public async ValueTask DisposeAsync()
    {
        await _model.DisposeAsync();
        _folder.Dispose();
    }

    private string Report => Path.Combine(_folder.Path, "report.json");

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) => EvaluationProcess.RunAsync(
        new Dictionary<string, string?>
        {
            ["Model__Provider"] = "openai",
            ["Model__Endpoint"] = _model.Endpoint.AbsoluteUri,
            ["Model__Name"] = "test-model",
            ["Model__ApiKey"] = Key,
            ["Model__RetryDelay"] = "00:00:00.010",
            // The good prompts were written without templates; the shipped ones have other headings.
            ["BusinessPrompts__restaurant"] = OwnTemplate,
            ["BusinessPrompts__clinic"] = OwnTemplate,
        },
        arguments);

    private void Always(string id, ModelBehaviour behaviour) => _script[id] = (behaviour, behaviour);

    private static string Good(string id) => CorpusFiles.Prompts.Single(prompt => prompt.Id == id).Prompt;

    private static CorpusNote Note(string id) => CorpusFiles.Notes.Single(note => note.Id == id);

    private static JsonNode Read(string report) => JsonNode.Parse(File.ReadAllText(report))!;

    private static int Int(JsonNode node, string name) => (int)node[name]!;

    private static (int Written, int WithoutFindings, int Ai) Of(JsonNode rates) => (Int(rates, "written"), Int(rates, "without_findings"), Int(rates, "ai"));

    private static string[] Ids(JsonNode? ids) => [.. ids!.AsArray().Select(id => (string)id!)];
}
