using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PromptGen.Testing;
using static PromptGen.Gateway.Tests.GenerationCalls;

namespace PromptGen.Gateway.Tests;

/// <summary>What a start may say besides notes and kind of business: a language, and a prompt to change.</summary>
public sealed class ChangeTests(GatewayHost gateway)
{
    private static readonly string[] BuiltIns = ["restaurant", "retail", "clinic", "beauty salon", "real estate"];
    private static readonly string[] OfRestaurants = ["cafe", "رستوران", "кафе", "restaurante", "餐厅"];

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Language_ChoosesTheTemplate_AndIsAskedFor()
    {
        using var client = gateway.NewUser();
        var notes = NewText();

        var end = await client.End(await Start(client, new { manual_prompt = notes, business_type = "کافه", language = "fa-IR" }));

        var asked = gateway.Model.CallsAbout(notes)[^1].Prompt;
        Assert.Contains("the language with the BCP 47 tag fa-IR", asked, StringComparison.Ordinal);
        Assert.Contains("# دربارهٔ رستوران", asked, StringComparison.Ordinal);
        Assert.Matches("^restaurant[.]fa@[0-9a-f]{8}$", end.GetProperty("template").GetString());
    }

    [Fact]
    public async Task PreviousPromptAndFeedback_AreAChange_WithoutAStoredTask()
    {
        using var client = gateway.NewUser();
        var notes = NewText();

        var end = await client.End(await Start(client, new { manual_prompt = notes, business_type = "restaurant", previous_prompt = "# Before", feedback = "Warmer." }));

        Assert.Contains("Change the prompt so far", gateway.Model.CallsAbout(notes)[^1].Prompt, StringComparison.Ordinal);
        Assert.False(end.TryGetProperty("refines", out _));
        Assert.False(end.TryGetProperty("template", out _));
    }

    [Fact]
    public async Task IncludeInput_TellsWhatWasAskedFor_AtAnyTime()
    {
        using var client = gateway.NewUser();
        var notes = NewText();
        gateway.Model.On(notes, ModelBehaviours.Hang());
        var task = await Start(client, new { manual_prompt = notes, business_type = "bakery", language = "pt-BR" });

        Assert.Equal((notes, "bakery", "pt-BR"), Input(await client.Status(task, "?include=input")));
        Assert.False((await client.Status(task)).TryGetProperty("manual_prompt", out _));
        using (await client.Cancel(task))
            Assert.Equal((notes, "bakery", "pt-BR"), Input(await client.Status(task, "?include=input&wait=5")));
        Assert.False((await client.Status(task, "?include=more")).TryGetProperty("manual_prompt", out _));
        using var other = gateway.NewUser();
        using var foreign = await other.GetStatus(task, "?include=input");
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
    }

    [Theory]
    [InlineData("language", "\"Persian\"", "invalid_language")]
    [InlineData("language", "7", "invalid_language")]
    [InlineData("language", "\"\"", "invalid_language")]
    [InlineData("feedback", "\"Warmer.\"", "invalid_feedback")]
    [InlineData("previous_prompt", "\"# Before\"", "invalid_previous_prompt")]
    [InlineData("feedback", "\" \"", "invalid_feedback")]
    [InlineData("previous_prompt", "[]", "invalid_previous_prompt")]
    public async Task BadMember_Is400_AndNamed(string member, string value, string code)
    {
        using var client = gateway.NewUser();

        using var response = await client.PostAsync(Route, JsonContent.Create(JsonElement.Parse($$"""{"manual_prompt":"A bakery","{{member}}":{{value}}}""")), Stopping);

        var problem = await Problem.ReadAsync(response, 400);
        Assert.Equal(code, problem.GetProperty("error_code").GetString());
        Assert.Contains(member, problem.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("previous_prompt")]
    [InlineData("feedback")]
    public async Task TooLongMember_Is400_AsNotesAre(string member)
    {
        using var client = gateway.NewUser();
        var body = new Dictionary<string, string> { ["manual_prompt"] = "A bakery", ["previous_prompt"] = "a", ["feedback"] = "b", [member] = new string('x', 20_001) };

        using var response = await client.PostAsJsonAsync(Route, body, Stopping);

        var problem = await Problem.ReadAsync(response, 400);
        Assert.Equal(("prompt_too_long", $"{member} is 20001 characters long; at most 20000 are allowed"), (problem.GetProperty("error_code").GetString(), problem.GetProperty("message").GetString()));
    }

    [Fact]
    public async Task SameKeyWithAnotherLanguage_Is422()
    {
        using var client = gateway.NewUser();
        var notes = NewText();
        client.DefaultRequestHeaders.Add("Idempotency-Key", "one");
        await Start(client, new { manual_prompt = notes, language = "fa" });

        using var response = await client.PostAsJsonAsync(Route, new { manual_prompt = notes, language = "de" }, Stopping);

        await Problem.ReadAsync(response, 422);
    }

    [Fact]
    public async Task Estimate_IsWhatAStartSetsAside_AndRunsNothing()
    {
        using var client = gateway.NewUser();
        var notes = NewText() + new string('b', 8000);

        using var response = await client.PostAsJsonAsync("/api/v1/web-knowledge/estimate/", new { manual_prompt = notes }, Stopping);
        var estimate = await response.Body();

        Assert.Equal((10_000, true), (estimate.GetProperty("tokens_remaining").GetInt32(), estimate.GetProperty("can_start").GetBoolean()));
        var (low, high) = (estimate.GetProperty("estimated_tokens").GetProperty("low").GetInt64(), estimate.GetProperty("estimated_tokens").GetProperty("high").GetInt64());
        Assert.InRange(low, 2000, high);
        Assert.Empty(gateway.Model.CallsAbout(notes));
        Assert.Equal("10000/0", await client.Tokens());
        gateway.Model.On(notes, ModelBehaviours.Hang());
        Assert.Equal(estimate.GetProperty("reserve_tokens").GetInt64(), (await client.AtModel(await client.Start(notes))).GetProperty("charge").GetProperty("tokens").GetInt64());
    }

    [Fact]
    public async Task Estimate_OfAUserWhoCannotPay_SaysSo()
    {
        foreach (var refusal in Refusals.All)
        {
            using var poor = await Refusals.NewUser(gateway, refusal.Data.Item1);

            using var response = await poor.PostAsJsonAsync("/api/v1/web-knowledge/estimate/", new { manual_prompt = "A bakery" }, Stopping);

            Assert.False((await response.Body()).GetProperty("can_start").GetBoolean());
        }
    }

    [Fact]
    public async Task BusinessTypes_AreThoseThatAStartCanChoose_AdministratorsIncluded()
    {
        using var client = gateway.NewUser();
        using var admin = gateway.Client("admin", isAdmin: true);
        var type = $"zoo {Guid.NewGuid():N}";
        foreach (var (name, prompt) in new[] { (type, "# Zoo"), ($"{type}.fa", "# باغ وحش") })
        {
            using var put = await admin.PutAsJsonAsync($"/api/v1/business-prompts/{Uri.EscapeDataString(name)}/", new { prompt }, Stopping);
            put.EnsureSuccessStatusCode();
        }

        var results = (await client.GetFromJsonAsync<JsonElement>("/api/v1/web-knowledge/business-types/", Stopping)).GetProperty("results").EnumerateArray().ToDictionary(one => one.GetProperty("name").GetString()!);

        Assert.All(BuiltIns, name => Assert.Contains(name, results.Keys));
        var aliases = results["restaurant"].GetProperty("aliases").EnumerateArray().Select(alias => alias.GetString()).ToList();
        Assert.All(OfRestaurants, alias => Assert.Contains(alias, aliases));
        Assert.Equal([null, "fa"], results["restaurant"].GetProperty("templates").EnumerateArray().Select(template => template.GetProperty("language").GetString()));
        Assert.Equal([("# Zoo", null), ("# باغ وحش", "fa")], results[type].GetProperty("templates").EnumerateArray().Select(template => (template.GetProperty("prompt").GetString(), template.GetProperty("language").GetString())));
    }

    [Fact]
    public async Task Delete_IsWithoutContent_ThenThereIsNone()
    {
        using var client = gateway.NewUser();
        var task = await client.Start(NewText());
        await client.End(task);

        using var deleted = await client.DeleteAsync($"{Route}{task}/", Stopping);
        using var again = await client.DeleteAsync($"{Route}{task}/", Stopping);
        using var status = await client.GetStatus(task);

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound, HttpStatusCode.NotFound), (deleted.StatusCode, again.StatusCode, status.StatusCode));
        Assert.Empty((await client.GetFromJsonAsync<JsonElement>(Route, Stopping)).GetProperty("results").EnumerateArray());
    }

    private static async Task<string> Start(HttpClient client, object body)
    {
        using var response = await client.PostAsJsonAsync(Route, body, Stopping);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return (await response.Body()).GetProperty("task_id").GetString()!;
    }

    private static (string?, string?, string?) Input(JsonElement status) =>
        (status.GetProperty("manual_prompt").GetString(), status.GetProperty("business_type").GetString(), status.GetProperty("language").GetString());
}
