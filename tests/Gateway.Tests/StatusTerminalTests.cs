using System.Text.Json;
using Microsoft.Extensions.Configuration;
using PromptGen.Prompts;
using PromptGen.Testing;
using static PromptGen.Gateway.Tests.GenerationCalls;

namespace PromptGen.Gateway.Tests;

public sealed class StatusTerminalTests(GatewayHost gateway)
{
    private const string Message = "Prompt generated (AI unavailable, using fallback)";
    private const string Warning = "AI generation failed, using simple combination";

    [Fact]
    public async Task Completed_ByTheModel_IsTheContractsBody()
    {
        using var client = gateway.NewUser();
        var text = NewText();
        gateway.Model.On(text, ModelBehaviours.Answer("You sell bread.", new ModelTokens(120, 180)));

        var body = await client.End(await client.Start(text));

        AssertJson(
            $$$"""
            {{{Common(body, "completed")}}},"message":"Prompt generated successfully","charge":{"state":"charged","tokens":300},
            "prompt":"You sell bread.","generated_by_ai":true,"completed_at":"{{{body.GetProperty("updated_at")}}}","origin":"ai","model":"fake-model",
            "usage":{"prompt_tokens":120,"completion_tokens":180,"total_tokens":300,"tokens_charged":300,"estimated":false},
            "quality":{{{Quality("null")}}}}
            """,
            body);
        Assert.Equal("9700/0", await client.Tokens());
    }

    [Fact]
    public async Task Completed_UsedMoreThanIsLeft_IsChargedWhatIsLeft()
    {
        using var client = await Refusals.NewUser(gateway, """{"tokens_remaining":800,"subscription":{"is_active":true,"end_date":null}}""");
        var text = NewText();
        gateway.Model.On(text, ModelBehaviours.Answer("You sell bread.", new ModelTokens(500, 1500)));

        var usage = (await client.End(await client.Start(text))).GetProperty("usage");

        Assert.Equal(2000, usage.GetProperty("total_tokens").GetInt64());
        Assert.Equal(800, usage.GetProperty("tokens_charged").GetInt64());
        Assert.Equal("0/0", await client.Tokens());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("a business nobody has a template for")]
    [InlineData("restaurant")]
    public async Task Completed_ByTheFallback_IsTheContractsBodyAndFree(string? businessType)
    {
        using var client = gateway.NewUser();
        var text = NewText();
        gateway.Model.On(text, ModelBehaviours.Status(400));

        var body = await client.End(await client.Start(text, businessType));

        var template = new BusinessTemplates(new ConfigurationBuilder().Build()).Find(businessType)?.Text;
        var prompt = businessType == "restaurant" ? $"{template!}\n\n{text}" : text;
        var aside = Math.Max(700, InstructionEstimate.Of(new PromptSubmission { ManualPrompt = text, BusinessType = businessType }, template));
        var named = businessType == "restaurant" ? $",\"template\":\"{new NamedTemplate("restaurant", template!).Id}\"" : "";
        AssertJson(
            $$$"""
            {{{Common(body, "completed")}}},"message":"{{{Message}}}","charge":{"state":"released","tokens":{{{aside}}}},
            "prompt":{{{JsonSerializer.Serialize(prompt)}}},"generated_by_ai":false,"warning":"{{{Warning}}}",
            "completed_at":"{{{body.GetProperty("updated_at")}}}","origin":"fallback","model":null,"usage":null,"fallback_reason":"rejected"{{{named}}},
            "quality":{{{Quality("\"en\"")}}}}
            """,
            body);
        Assert.Equal("10000/0", await client.Tokens());
    }

    [Theory]
    [MemberData(nameof(Refusals.All), MemberType = typeof(Refusals))]
    public async Task Failed_AccountMayNotGenerate_IsTheContractsBody(string account, string code, string message, string error, int? days)
    {
        using var client = await Refusals.NewUser(gateway, account);
        var text = NewText();

        var body = await client.End(await client.Start(text));

        AssertJson(
            $$$"""
            {{{Common(body, "failed")}}},"message":"{{{message}}}","charge":{"state":"none","tokens":0},"error":"{{{error}}}","error_code":"{{{code}}}",
            "tokens_remaining":{{{Refusals.TokensOf(account)}}},"days_remaining":{{{days?.ToString() ?? "null"}}}}
            """,
            body);
        Assert.Empty(gateway.Model.CallsAbout(text));
    }

    [Fact]
    public async Task Cancelled_AtItsDeadline_SaysSoAndGivesTheTokensBack()
    {
        using var client = gateway.NewUser();
        var text = NewText();
        gateway.Model.On(text, ModelBehaviours.Hang());

        var body = await client.End(await client.Start(text, timeout: 1));

        Assert.Equal("cancelled", body.GetProperty("status").GetString());
        Assert.Equal("Prompt generation cancelled", body.GetProperty("message").GetString());
        Assert.Equal("deadline_exceeded", body.GetProperty("error_code").GetString());
        Assert.Equal("10000/0", await client.Tokens());
    }

    /// <summary>What is told of a prompt from notes without a fact.</summary>
    private static string Quality(string language) =>
        $$"""{"facts":[],"facts_found":0,"facts_kept":0,"repaired":false,"appended":0,"language":{{language}},"findings":[],"gaps":["opening_hours","phone","contact","prices"]}""";

    /// <summary>The members of every terminal body, without the closing brace; the task is readable for ten minutes.</summary>
    private static string Common(JsonElement body, string status)
    {
        var (id, created, updated, expires) =
            (body.GetProperty("task_id"), body.GetProperty("created_at"), body.GetProperty("updated_at"), body.GetProperty("expires_at"));
        Assert.Equal(updated.GetDateTimeOffset().AddMinutes(10), expires.GetDateTimeOffset());
        return $$"""{"task_id":"{{id}}","status":"{{status}}","progress":100,"created_at":"{{created}}","updated_at":"{{updated}}","expires_at":"{{expires}}" """;
    }
}
