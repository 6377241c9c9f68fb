using System.Net;
using System.Text;
using PromptGen.Testing;
using static PromptGen.Gateway.Tests.GenerationCalls;

namespace PromptGen.Gateway.Tests;

/// <summary>Text that clients have cut or padded: as much of it as there is reaches the model.</summary>
public sealed class OddTextTests(GatewayHost gateway)
{
    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""Cake \ud83e""", "Cake \uFFFD")]
    [InlineData("""\uDDC1 cake""", "\uFFFD cake")]
    [InlineData("""a\ud83e\ud83e\uddc1b""", "a\uFFFD\U0001F9C1b")]
    [InlineData("""a\udc00\ud800b""", "a\uFFFD\uFFFDb")]
    [InlineData("""a\\ud83e \ud83e\n""", "a\\ud83e \uFFFD\n")]
    [InlineData("""\\\ud83e\\""", "\\\uFFFD\\")]
    public async Task LoneSurrogate_InTheNotes_BecomesTheReplacementCharacter(string escaped, string expected)
    {
        var marker = NewText();

        var call = await StartAndGetCall($$"""{"manual_prompt":"{{marker}} {{escaped}}|"}""", marker);

        Assert.Contains($"{marker} {expected}|", call.Prompt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoneSurrogate_InTheBusinessType_LeavesTheRestOfIt()
    {
        var marker = NewText();

        var call = await StartAndGetCall($$"""{"manual_prompt":"{{marker}}","business_type":"bakery \ud83e"}""", marker);

        Assert.Contains("bakery", call.Prompt, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"\ud800":1,"manual_prompt":"NOTES"}""")]
    [InlineData("""{"\ud800\ud800\ud800\ud800":1,"manual_prompt":"NOTES"}""")]
    [InlineData("""{"manual_prompt":"NOTES","more":[{"\udfff\ud800":"\ud800"}]}""")]
    [InlineData("""{"manual_prompt":"NOTES","manual_prompt\ud800":""}""")]
    public async Task LoneSurrogate_InAName_IsAnUnknownMemberAndIgnored(string json)
    {
        var marker = NewText();

        var call = await StartAndGetCall(json.Replace("NOTES", marker, StringComparison.Ordinal), marker);

        Assert.DoesNotContain("\uFFFD", call.Prompt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoneSurrogate_Alone_IsTextToo()
    {
        using var client = gateway.NewUser();

        using var response = await Post(client, """{"manual_prompt":"\ud83e"}""");

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    [Fact]
    public async Task InvisibleCharacters_AroundWords_StayAsTheyAre()
    {
        var marker = NewText();

        var call = await StartAndGetCall($$"""{"manual_prompt":"\u200b{{marker}}\ufe0f\u200d"}""", marker);

        Assert.Contains($"\u200B{marker}\uFE0F\u200D", call.Prompt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BusinessType_OfInvisibleCharacters_IsNone()
    {
        var marker = NewText();

        var call = await StartAndGetCall($$"""{"manual_prompt":"{{marker}}","business_type":" \u200b\ufeff"}""", marker);

        Assert.DoesNotContain("\u200B", call.Prompt, StringComparison.Ordinal);
    }

    private async Task<ModelCall> StartAndGetCall(string json, string marker)
    {
        using var client = gateway.NewUser();
        using var response = await Post(client, json);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return await gateway.Model.CallAboutAsync(marker, Stopping);
    }

    private static async Task<HttpResponseMessage> Post(HttpClient client, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        return await client.PostAsync(Route, content, Stopping);
    }
}
