using System.Net;
using System.Text.Json;
using static PromptGen.Gateway.Tests.GenerationCalls;

namespace PromptGen.Gateway.Tests;

public sealed class ListTests(GatewayHost gateway)
{
    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_IsTheUsersOwn_NewestFirst_WithoutPrompts()
    {
        using var client = gateway.NewUser();
        using var other = gateway.NewUser();
        await other.Start(NewText());
        var tasks = new List<string>();
        for (var i = 0; i < 3; i++)
            tasks.Add(await client.Start(NewText()));
        foreach (var task in tasks)
            await client.End(task);
        var single = await client.Status(tasks[2]);

        var page = await List(client);

        Assert.Equal(Enumerable.Reverse(tasks), Ids(page));
        Assert.Equal(JsonValueKind.Null, page.GetProperty("next").ValueKind);
        var newest = page.GetProperty("results")[0];
        Assert.Equal(
            single.EnumerateObject().Select(member => member.Name).Where(name => name != "prompt"),
            newest.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task List_OfOneWhoStartedNothing_IsEmpty()
    {
        using var client = gateway.NewUser();

        AssertJson("""{"results":[],"next":null}""", await List(client));
    }

    [Fact]
    public async Task Pages_TakenTogether_AreTheList_WhileNewOnesCome()
    {
        using var client = gateway.NewUser();
        var tasks = new List<string>();
        for (var i = 0; i < 7; i++)
            tasks.Add(await client.Start(NewText()));

        var seen = new List<string>();
        for (var query = "?limit=3"; ;)
        {
            var page = await List(client, query);
            seen.AddRange(Ids(page));
            await client.Start(NewText());
            if (page.GetProperty("next").GetString() is not { } next)
                break;
            query = $"?limit=3&cursor={Uri.EscapeDataString(next)}";
        }

        Assert.Equal(Enumerable.Reverse(tasks), seen);
    }

    [Theory]
    [InlineData("?limit=0", "invalid_limit")]
    [InlineData("?limit=101", "invalid_limit")]
    [InlineData("?limit=ten", "invalid_limit")]
    [InlineData("?limit=-1", "invalid_limit")]
    [InlineData("?cursor=x", "invalid_cursor")]
    [InlineData("?cursor=1-2-3", "invalid_cursor")]
    [InlineData("?cursor=99999999999999999999-00000000000000000000000000000000", "invalid_cursor")]
    public async Task List_BadQuery_Is400AndSaysWhatIsAllowed(string query, string code)
    {
        using var client = gateway.NewUser();

        using var response = await client.GetAsync(Route + query, Stopping);

        Assert.Equal(code, (await Problem.ReadAsync(response, 400)).GetProperty("error_code").GetString());
    }

    [Fact]
    public async Task List_WithoutToken_Is401()
    {
        using var stranger = gateway.Client();

        using var response = await stranger.GetAsync(Route, Stopping);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    private static async Task<JsonElement> List(HttpClient client, string query = "")
    {
        using var response = await client.GetAsync(Route + query, Stopping);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Body();
    }

    private static IEnumerable<string> Ids(JsonElement page) => page.GetProperty("results").EnumerateArray().Select(task => task.GetProperty("task_id").GetString()!);
}
