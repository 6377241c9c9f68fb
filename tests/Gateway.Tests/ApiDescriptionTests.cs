using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PromptGen.Gateway.Tests;

/// <summary>Programs and people read at /openapi/v1.json and /docs what the contract says.</summary>
public sealed partial class ApiDescriptionTests(GatewayHost development)
{
    private const string Generations = "/api/v1/web-knowledge";
    private const string Billing = "/api/v1/billing";
    private const string BusinessPrompts = "/api/v1/business-prompts";
    private const string Webhooks = "/api/v1/webhooks";
    private const string BadChange = "400 prompt_too_long invalid_business_type invalid_language invalid_previous_prompt invalid_feedback invalid_timeout_seconds invalid_metadata";
    private const string BadStart = "400 prompt_too_long invalid_business_type invalid_language invalid_timeout_seconds invalid_metadata";

    // Each answer with its codes, as the contract names them.
    private static readonly Dictionary<string, string[]> Contract = new()
    {
        [$"POST {Generations}/generate-prompt-async"] =
            ["202", $"{BadChange} invalid_callback_url invalid_idempotency_key", "401", "413", "415", "422 idempotency_key_reused", "429 rate_limited too_many_tasks", "503 busy"],
        [$"GET {Generations}/generate-prompt-async"] = ["200", "400 invalid_limit invalid_cursor", "401", "503"],
        [$"POST {Generations}/generate-prompt-batch"] =
            ["202", $"400 invalid_manual_prompts {BadStart[4..]} invalid_callback_url invalid_idempotency_key", "401", "413", "415", "422 idempotency_key_reused", "429 rate_limited too_many_tasks", "503 busy"],
        [$"GET {Generations}/generate-prompt-batch/{{batchId}}"] = ["200", "401", "404 batch_not_found", "503"],
        [$"POST {Generations}/generate-prompt-batch/{{batchId}}/cancel"] = ["200", "401", "404 batch_not_found", "409 already_finished", "503"],
        [$"GET {Generations}/generate-prompt-async/status/{{taskId}}"] = ["200", "304", "400 invalid_wait", "401", "404", "503"],
        [$"POST {Generations}/generate-prompt-async/{{taskId}}/cancel"] = ["200", "401", "404", "409 already_finished", "503"],
        [$"GET {Generations}/generate-prompt-async/{{taskId}}/events"] = ["200", "204", "401", "404", "503"],
        [$"POST {Generations}/generate-prompt"] =
            ["200", BadChange, "401", "402 no_subscription subscription_deactivated subscription_expired no_tokens_remaining insufficient_tokens",
                "409 cancelled", "413", "415", "429 rate_limited too_many_tasks", "503 busy", "504 deadline_exceeded"],
        [$"POST {Generations}/generate-prompt-async/{{taskId}}/refine"] =
            ["202", "400 prompt_too_long invalid_feedback invalid_prompt invalid_language invalid_timeout_seconds invalid_metadata invalid_callback_url invalid_idempotency_key",
                "401", "404", "409 not_finished", "413", "415", "422 idempotency_key_reused", "429 rate_limited too_many_tasks", "503 busy"],
        [$"DELETE {Generations}/generate-prompt-async/{{taskId}}"] = ["204", "401", "404", "409 not_finished", "503"],
        [$"POST {Generations}/estimate"] = ["200", BadChange, "401", "413", "415", "503"],
        [$"GET {Generations}/business-types"] = ["200", "401", "503"],
        [$"GET {Billing}/account"] = ["200", "401", "503"],
        [$"GET {Billing}/usage"] = ["200", "400 invalid_limit invalid_cursor", "401", "503"],
        [$"GET {Billing}/accounts/{{userId}}/usage"] = ["200", "400 invalid_request invalid_limit invalid_cursor", "401", "403", "503"],
        [$"GET {Billing}/accounts/{{userId}}"] = ["200", "400 invalid_request", "401", "403", "503"],
        [$"PUT {Billing}/accounts/{{userId}}"] =
            ["200", "400 invalid_request invalid_idempotency_key", "401", "403", "413", "415", "422 idempotency_key_reused", "503"],
        [$"POST {Billing}/accounts/{{userId}}/grants"] = ["200", "400 invalid_request", "401", "403", "409 reference_reused", "413", "415", "503"],
        [$"GET {BusinessPrompts}"] = ["200", "401", "403", "503"],
        [$"GET {BusinessPrompts}/{{name}}"] = ["200", "400 invalid_request", "401", "403", "404 business_prompt_not_found", "503"],
        [$"PUT {BusinessPrompts}/{{name}}"] = ["200", "400 invalid_request", "401", "403", "409 too_many_business_prompts", "413", "415", "503"],
        [$"DELETE {BusinessPrompts}/{{name}}"] = ["204", "400 invalid_request", "401", "403", "404 business_prompt_not_found", "503"],
        [$"GET {Webhooks}/endpoint"] = ["200", "401", "503"],
        [$"PUT {Webhooks}/endpoint"] = ["200", "400 invalid_url", "401", "413", "415", "503"],
        [$"DELETE {Webhooks}/endpoint"] = ["204", "401", "503"],
        [$"GET {Webhooks}/secret"] = ["200", "401", "503"],
        [$"POST {Webhooks}/secret/rotate"] = ["200", "401", "503"],
        [$"GET {Webhooks}/deliveries"] = ["200", "400 invalid_task_id invalid_limit invalid_cursor", "401", "503"],
        [$"POST {Webhooks}/deliveries/{{webhookId}}/redeliver"] = ["202", "401", "404 webhook_not_found", "429 rate_limited", "503"],
        ["POST /api/v1/auth/dev-token"] = ["200", "400", "404", "413", "415"],
        ["GET /version"] = ["200"],
    };

    public static TheoryData<string> Routes => [.. Contract.Keys];

    [Fact]
    public async Task Description_NamesEveryRouteOfTheContractAndNoOther() =>
        Assert.Equal(Contract.Keys.Order(), (await Operations()).Keys.Order());

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Route_HasTheContractsAnswersAndCodes(string route)
    {
        var responses = (await Operations())[route].GetProperty("responses").EnumerateObject();

        var described = responses.Select(response => string.Join(' ', [response.Name, .. Code().Matches(response.Value.GetProperty("description").GetString()!).Select(code => code.Groups[1].Value)]));
        Assert.Equal(Contract[route], described.Order());
    }

    [Theory]
    [InlineData("ListBody", "results", "StatusBody")]
    [InlineData("BatchBody", "tasks", "BatchItemBody")]
    public async Task List_SaysWhatItsItemsAre(string schema, string member, string form)
    {
        var list = (await Document()).GetProperty("components").GetProperty("schemas").GetProperty(schema).GetProperty("properties").GetProperty(member);

        Assert.EndsWith($"/{form}", list.GetProperty("items").GetProperty("$ref").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatAnybodyMayAsk_NeedsNoToken()
    {
        var open = (await Operations()).Where(operation => operation.Value.TryGetProperty("security", out var security) && security.EnumerateArray().All(scheme => !scheme.EnumerateObject().Any()));

        Assert.Equal(["GET /version", "POST /api/v1/auth/dev-token"], open.Select(operation => operation.Key).Order());
    }

    [Theory]
    [InlineData("GenerationRequest", "metadata", true)]
    [InlineData("GenerationRequest", "language", true)]
    [InlineData("GenerationRequest", "timeout_seconds", true)]
    [InlineData("GenerationRequest", "manual_prompt", false)]
    [InlineData("RefineRequest", "callback_url", true)]
    [InlineData("BatchRequest", "metadata", true)]
    [InlineData("AccountChangeBody", "tokens_remaining", false)]
    [InlineData("SubscriptionChangeBody", "is_active", false)]
    [InlineData("SubscriptionChangeBody", "end_date", true)]
    public async Task MemberOfARequest_IsNullable_WhereTheServiceTakesNull(string schema, string member, bool expected)
    {
        var form = (await Document()).GetProperty("components").GetProperty("schemas").GetProperty(schema).GetProperty("properties").GetProperty(member);

        Assert.Equal(expected, form.TryGetProperty("nullable", out var nullable) && nullable.GetBoolean());
    }

    [Fact]
    public async Task Words_AreThoseOfClients_NotOfTheCode()
    {
        var words = Descriptions(await Document());

        Assert.NotEmpty(words);
        Assert.DoesNotContain(words, static text => CodeName().IsMatch(text));
    }

    [Fact]
    public async Task EveryBody_HasAnExample_WhichIsAsItsSchemaSays() => Assert.Empty((await Description.ApiDocument.Of(development)).CheckExamples().Distinct());

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Route_SaysWhatItDoesAndTheFormOfEachBody(string route)
    {
        var operation = (await Operations())[route];

        // What generated clients call it.
        Assert.True(operation.TryGetProperty("operationId", out _), "It has no name: WithName.");
        Assert.True(operation.TryGetProperty("summary", out var summary) && summary.GetString()!.EndsWith('.'));
        foreach (var response in operation.GetProperty("responses").EnumerateObject().Where(response => response.Name is not ("204" or "304")))
        {
            Assert.All(response.Value.GetProperty("content").EnumerateObject(), content =>
            {
                Assert.Equal(int.Parse(response.Name, null) < 400 ? content.Name : "application/problem+json", content.Name);
                Assert.True(content.Name == "text/event-stream" || content.Value.TryGetProperty("schema", out _), $"{response.Name} has no schema");
            });
        }
        if (operation.TryGetProperty("requestBody", out var body))
            Assert.True(body.GetProperty("content").GetProperty("application/json").TryGetProperty("schema", out _));
    }

    [Theory]
    [InlineData("StatusBody", "progress")]
    [InlineData("StatusBody", "prompt")]
    [InlineData("StartedBody", "status_url")]
    [InlineData("AccountBody", "tokens_remaining")]
    [InlineData("DeliveryBody", "next_attempt_at")]
    [InlineData("ProblemBody", "error_code")]
    public async Task Member_SaysWhatItHolds(string schema, string member)
    {
        var document = await Document();

        var property = document.GetProperty("components").GetProperty("schemas").GetProperty(schema).GetProperty("properties").GetProperty(member);

        Assert.EndsWith(".", property.GetProperty("description").GetString(), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Descriptions(JsonElement part) => part.ValueKind switch
    {
        JsonValueKind.Object => part.EnumerateObject().SelectMany(member => member is { Name: "description" or "summary", Value.ValueKind: JsonValueKind.String } ? [member.Value.GetString()!] : Descriptions(member.Value)),
        JsonValueKind.Array => part.EnumerateArray().SelectMany(Descriptions),
        _ => [],
    };

    private async Task<Dictionary<string, JsonElement>> Operations() => (await Document()).GetProperty("paths").EnumerateObject()
        .SelectMany(path => path.Value.EnumerateObject().Select(operation => (Name: $"{operation.Name.ToUpperInvariant()} {path.Name.TrimEnd('/')}", operation.Value)))
        .ToDictionary(operation => operation.Name, operation => operation.Value);

    private async Task<JsonElement> Document()
    {
        using var stranger = development.Client();
        return await stranger.GetFromJsonAsync<JsonElement>("/openapi/v1.json", TestContext.Current.CancellationToken);
    }

    // A type's member, as cref names it.
    [GeneratedRegex(@"\b[A-Z]\w+\.[A-Z]\w+")]
    private static partial Regex CodeName();

    [GeneratedRegex("`(.*?)`")]
    private static partial Regex Code();
}
