using PromptGen.Testing;
using static PromptGen.Gateway.Tests.GenerationCalls;

namespace PromptGen.Gateway.Tests;

public sealed class ShortfallTests(RecordedHost gateway) : IClassFixture<RecordedHost>
{
    [Fact]
    public async Task Usage_AboveWhatIsLeft_TakesWhatIsLeftAndLogsTheRest()
    {
        using var client = await Refusals.NewUser(gateway, """{"tokens_remaining":1000,"subscription":{"is_active":true,"end_date":null}}""");
        var text = NewText();
        gateway.Model.On(text, ModelBehaviours.Answer("You sell bread to all who come in.", new ModelTokens(900, 800)));

        var task = await client.Start(text);
        var ended = await client.End(task);

        AssertJson("""{"state":"charged","tokens":1000}""", ended.GetProperty("charge"));
        Assert.Equal("0/0", await client.Tokens());
        await Eventually.UntilAsync(
            () => gateway.Logs.Lines.Any(line => line.Contains(task, StringComparison.Ordinal) && line.Contains("used 1700 tokens, of which the account could pay 1000: a shortfall of 700", StringComparison.Ordinal)),
            "the shortfall is logged", TestContext.Current.CancellationToken);
    }
}
