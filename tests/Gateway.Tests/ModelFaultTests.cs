using System.Net.Http.Json;
using System.Text.Json;
using PromptGen.Testing;
using static PromptGen.Gateway.Tests.GenerationCalls;

namespace PromptGen.Gateway.Tests;

/// <summary>What is wrong with the model's settings is told where operators look, and keeps nobody away.</summary>
public sealed class ModelFaultTests
{
    [Fact]
    public async Task Ready_WhileTheProviderRejectsOurKey_Is200AndSaysWhatToSet_UntilTheModelWritesAgain()
    {
        // One of its own: in others a model that works would clear the fault at once.
        await using var gateway = new GatewayHost();
        await gateway.InitializeAsync();
        var (rejected, written) = (NewText(), NewText());
        gateway.Model.On(rejected, ModelBehaviours.Status(401));
        using var client = gateway.NewUser();
        using var stranger = gateway.Client();

        await client.End(await client.Start(rejected));
        var wrong = await Ready(stranger);
        await client.End(await client.Start(written));
        var right = await Ready(stranger);

        Assert.Equal("the model's provider rejects our key (HTTP 401): set Model__ApiKey (for Gemini, GEMINI_API_KEY serves too)", wrong);
        Assert.Null(right);
    }

    private static async Task<string?> Ready(HttpClient client)
    {
        var body = await client.GetFromJsonAsync<JsonElement>("/health/ready", TestContext.Current.CancellationToken);
        Assert.Equal("healthy", body.GetProperty("status").GetString());
        return body.GetProperty("reasons").EnumerateArray().SingleOrDefault() is { ValueKind: JsonValueKind.String } reason ? reason.GetString() : null;
    }
}
