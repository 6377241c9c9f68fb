using System.Net.Http.Json;
using System.Text.Json;
using PromptGen.Testing;
using static PromptGen.Gateway.Tests.GenerationCalls;

namespace PromptGen.Gateway.Tests;

public sealed class ResultCacheTests(CachingHost gateway) : IClassFixture<CachingHost>
{
    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SameNotes_AreServedAgain_AndChargedNothing()
    {
        using var client = gateway.NewUser();
        var text = NewText();
        var first = await client.End(await client.Start(text));
        var tokens = await client.Tokens();

        var again = await client.End(await client.Start(text));

        Assert.Equal(("ai", "cache", true, "Prompt generated successfully"),
            (Text(first, "origin"), Text(again, "origin"), again.GetProperty("generated_by_ai").GetBoolean(), Text(again, "message")));
        Assert.Equal((Text(first, "prompt"), Text(first, "model")), (Text(again, "prompt"), Text(again, "model")));
        AssertJson("""{"state":"none","tokens":0}""", again.GetProperty("charge"));
        Assert.Equal(tokens, await client.Tokens());
        Assert.Single(gateway.Model.CallsAbout(text));
    }

    [Fact]
    public async Task NoCache_AsksTheModelAgain()
    {
        using var client = gateway.NewUser();
        var text = NewText();
        await client.End(await client.Start(text));
        client.DefaultRequestHeaders.CacheControl = new() { NoCache = true };

        var again = await client.End(await client.Start(text));

        Assert.Equal(("ai", 2), (Text(again, "origin"), gateway.Model.CallsAbout(text).Count));
    }

    [Fact]
    public async Task OtherBusinessType_OrAnotherUser_IsAskedAnew()
    {
        using var client = gateway.NewUser();
        using var other = gateway.NewUser();
        var text = NewText();
        await client.End(await client.Start(text));

        var typed = await client.End(await client.Start(text, "restaurant"));
        var others = await other.End(await other.Start(text));

        Assert.Equal(("ai", "ai"), (Text(typed, "origin"), Text(others, "origin")));
    }

    [Fact]
    public async Task Fallbacks_AreNotKept()
    {
        using var client = gateway.NewUser();
        var text = NewText();
        gateway.Model.On(text, ModelBehaviours.ContentFilter());
        await client.End(await client.Start(text));

        Assert.Equal("fallback", Text(await client.End(await client.Start(text)), "origin"));
    }

    [Fact]
    public async Task WithoutTokens_ItIsServed_WithoutSubscriptionItIsNot()
    {
        var user = $"user-{Guid.NewGuid():N}";
        using var client = gateway.Client(user);
        using var admin = gateway.Client("admin", isAdmin: true);
        var text = NewText();
        await client.End(await client.Start(text));

        await Put(admin, user, """{"tokens_remaining":0}""");
        var served = await client.End(await client.Start(text));
        await Put(admin, user, """{"subscription":{"is_active":false}}""");
        var refused = await client.End(await client.Start(text));

        Assert.Equal(("cache", "subscription_deactivated"), (Text(served, "origin"), Text(refused, "error_code")));
    }

    private static async Task Put(HttpClient admin, string user, string account)
    {
        using var put = await admin.PutAsJsonAsync($"/api/v1/billing/accounts/{user}/", JsonElement.Parse(account), Stopping);
        put.EnsureSuccessStatusCode();
    }

    private static string? Text(JsonElement body, string name) => body.GetProperty(name).GetString();
}
