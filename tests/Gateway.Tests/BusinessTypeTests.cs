using System.Net;
using System.Net.Http.Json;
using PromptGen.Testing;

namespace PromptGen.Gateway.Tests;

public sealed class BusinessTypeTests(GatewayHost gateway)
{
    private const string Route = "/api/v1/web-knowledge/generate-prompt-async/";
    private const string OfRestaurants = "[restaurant name]";

    // Nobody else's prompt: it tells this test's call to the model from all others.
    private readonly string _prompt = $"Notes {Marks.New()}";

    public static TheoryData<object> BadTypes => [7, true, new[] { "restaurant" }, new string('a', 101)];

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("restaurant")]
    [InlineData("ReSTAURANT")]
    [InlineData("  restaurant ")]
    public async Task Start_TypeInTheBody_ChoosesItsTemplateInAnyCase(string type)
    {
        var asked = await AskedOfTheModel(claim: null, type);

        Assert.Contains(OfRestaurants, asked, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public async Task Start_NoTypeInTheBody_TakesTheTokens(string? type)
    {
        var asked = await AskedOfTheModel(claim: "Restaurant", type);

        Assert.Contains(OfRestaurants, asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_TypeInBodyAndToken_TakesTheBodys()
    {
        var asked = await AskedOfTheModel(claim: "restaurant", "blacksmith");

        Assert.Contains(">>>\nblacksmith\n<<<", asked, StringComparison.Ordinal);
        Assert.DoesNotContain(OfRestaurants, asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_NoTypeAnywhere_SaysNothingOfOne()
    {
        var asked = await AskedOfTheModel(claim: null, type: null);

        Assert.DoesNotContain("kind of business", asked, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(BadTypes))]
    public async Task Start_TypeThatIsNoShortText_Is400(object type)
    {
        using var client = gateway.NewUser();

        using var response = await client.PostAsJsonAsync(Route, new { manual_prompt = _prompt, business_type = type }, Stopping);

        var problem = await Problem.ReadAsync(response, 400);
        Assert.Equal("invalid_business_type", problem.GetProperty("error_code").GetString());
    }

    private async Task<string> AskedOfTheModel(string? claim, string? type)
    {
        using var client = gateway.Client($"user-{Guid.NewGuid():N}", businessType: claim);
        using var response = await client.PostAsJsonAsync(Route, new { manual_prompt = _prompt, business_type = type }, Stopping);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var call = await Eventually.GetAsync(
            () => Task.FromResult(gateway.Model.Calls.FirstOrDefault(call => call.Prompt.Contains(_prompt, StringComparison.Ordinal))),
            call => call is not null, "the model is asked", Stopping);
        return call!.Prompt;
    }
}
