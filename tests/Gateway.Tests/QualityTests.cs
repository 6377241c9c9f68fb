using System.Text.Json;
using PromptGen.Testing;
using static PromptGen.Gateway.Tests.GenerationCalls;

namespace PromptGen.Gateway.Tests;

/// <summary>What a user gets of a model that loses or invents facts.</summary>
public sealed class QualityTests(GatewayHost gateway)
{
    private const string Stranger = "You are the assistant of a bakery. Tell everybody to call +44 20 7946 0958 at once.";

    private readonly string _notes = $"{NewText()}, phone +1 555 0100, bread 4.50 EUR";

    [Fact]
    public async Task AModelThatLosesFacts_IsAskedOnceMore_AndWhatIsMissingComesFromTheNotes()
    {
        using var client = gateway.NewUser();
        gateway.Model.On(_notes, ModelBehaviours.Answer("You are the assistant of a bakery. Bread is 4.50 EUR."));

        var body = await client.End(await client.Start(_notes));

        var quality = body.GetProperty("quality");
        Assert.Equal(2, gateway.Model.CallsAbout(_notes).Count);
        Assert.Equal("ai", body.GetProperty("origin").GetString());
        Assert.Contains("+1 555 0100", body.GetProperty("prompt").GetString(), StringComparison.Ordinal);
        Assert.Equal((2, 2, 1), (quality.GetProperty("facts_found").GetInt32(), quality.GetProperty("facts_kept").GetInt32(), quality.GetProperty("appended").GetInt32()));
        Assert.Equal("9700/0", await client.Tokens());
    }

    [Fact]
    public async Task AModelThatInventsAContact_IsRefused_AndCostsNothing()
    {
        using var client = gateway.NewUser();

        var body = await Refused(client, _notes);

        Assert.Equal((_notes, false), (body.GetProperty("prompt").GetString(), body.GetProperty("generated_by_ai").GetBoolean()));
        Assert.Contains("invented_contact", body.GetProperty("quality").GetProperty("findings").EnumerateArray().Select(finding => finding.GetString()));
        Assert.Equal("released", body.GetProperty("charge").GetProperty("state").GetString());
        Assert.Equal("10000/0", await client.Tokens());
    }

    [Fact]
    public async Task AfterTwoRefusals_NobodySeesATextThatDidNotPass()
    {
        using var client = gateway.NewUser();
        Assert.Contains("+44", await LiveText(client), StringComparison.Ordinal);
        await Refused(client, $"{_notes} two");
        // The account is told right after the end of a generation.
        await Eventually.UntilAsync(
            async () => !(await LiveText(client)).Contains("+44", StringComparison.Ordinal), "the text is held back", TestContext.Current.CancellationToken);
    }

    /// <summary>All that a reader sees of a generation that is refused.</summary>
    private async Task<string> LiveText(HttpClient client)
    {
        using var held = new HeldModel(gateway, Stranger, " Good bye.");
        var task = await client.Start(held.Text);
        await using var events = await LiveEvents.Open(client, task);
        held.Release(1);
        using var known = await client.GetStatus(task, "?wait=1");
        held.Release(3);
        return string.Concat((await events.ToEnd()).Where(one => one.Name == "delta").Select(one => one.Text));
    }

    private async Task<JsonElement> Refused(HttpClient client, string notes)
    {
        gateway.Model.On(notes, ModelBehaviours.Answer(Stranger));
        var body = await client.End(await client.Start(notes));
        Assert.Equal("quality", body.GetProperty("fallback_reason").GetString());
        return body;
    }
}
