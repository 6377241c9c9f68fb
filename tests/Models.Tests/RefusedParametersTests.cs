using System.Text.Json;
using PromptGen.Llm;
using PromptGen.Testing;
using static PromptGen.Testing.ModelBehaviours;

namespace PromptGen.Models.Tests;

/// <summary>A parameter that a model refuses is left out at once and from then on.</summary>
public sealed class RefusedParametersTests
{
    [Theory]
    [InlineData("temperature")]
    [InlineData("max_completion_tokens")]
    [InlineData("stream_options")]
    [InlineData("stream")]
    public async Task RefusedWithoutAWord_IsFoundAndLeftOut(string parameter)
    {
        await using var host = await ModelHost.StartAsync(Refusing("{}", parameter));

        await host.SucceedAsync();
        var tried = host.Server.Calls.Count;
        await host.SucceedAsync();

        Assert.InRange(tried, 2, 5);
        Assert.Equal(tried + 1, host.Server.Calls.Count);
        var line = Assert.Single(host.Logs.Lines, line => line.Contains("does not take", StringComparison.Ordinal));
        Assert.Contains(parameter, line, StringComparison.Ordinal);
        // Nothing else is left out.
        var last = host.Server.Calls[^1].Request;
        Assert.Equal(parameter != "temperature", last.TryGetProperty("temperature", out _));
        Assert.Equal(parameter != "stream", last.TryGetProperty("stream", out _));
    }

    [Theory]
    [InlineData("""{"error":{"message":"Unsupported value: 'temperature' does not support 0.7 with this model.","param":"temperature","code":"unsupported_value"}}""", "temperature")]
    [InlineData("""{"error":{"message":"Unsupported parameter: 'max_completion_tokens'. Use 'max_tokens' instead."}}""", "max_completion_tokens")]
    [InlineData("""{"object":"error","message":"[{'type': 'extra_forbidden', 'loc': ('body', 'stream_options'), 'msg': 'Extra inputs are not permitted'}]","code":400}""", "stream_options")]
    [InlineData("""{"detail":[{"type":"extra_forbidden","loc":["body","stream_options"],"msg":"Extra inputs are not permitted","input":{"include_usage":true}}]}""", "stream_options")]
    [InlineData("""{"error":"this server cannot do streaming"}""", "stream")]
    [InlineData("Temperature is deprecated", "temperature")]
    [InlineData("""[{"error":{"code":400,"message":"Invalid JSON payload received. Unknown name \"temperature\": Cannot find field.","status":"INVALID_ARGUMENT"}}]""", "temperature")]
    public async Task RefusedByName_IsLeftOutInTheNextCall(string error, string parameter)
    {
        await using var host = await ModelHost.StartAsync(Refusing(error, parameter));

        await host.SucceedAsync();
        await host.SucceedAsync();

        Assert.Equal(3, host.Server.Calls.Count);
    }

    [Fact]
    public async Task ManyRefused_AreAllLeftOut()
    {
        await using var host = await ModelHost.StartAsync(Refusing("{}", "temperature", "stream_options", "max_completion_tokens", "max_tokens"));
        await host.SucceedAsync();
        Assert.InRange(host.Server.Calls.Count, 2, 6);
    }

    [Fact]
    public async Task UnprocessableEntity_IsARefusalToo()
    {
        await using var host = await ModelHost.StartAsync(Refusing("""{"detail":"temperature"}""", 422, "temperature"));
        await host.SucceedAsync();
        Assert.Equal(2, host.Server.Calls.Count);
    }

    [Fact]
    public async Task SystemRoleRefused_TheRulesStandBeforeTheNotes()
    {
        await using var host = await ModelHost.StartAsync(exchange => exchange.Call.Request.GetProperty("messages").GetArrayLength() > 1
            ? ErrorAsync(exchange, 400, """{"error":{"message":"Developer instruction is not enabled for models/gemma-3-27b-it"}}""")
            : exchange.AnswerAsync("Good.", DefaultUsage));

        await host.SucceedAsync();

        var call = host.Server.Calls[^1];
        Assert.Equal(2, call.Number);
        Assert.Contains("never instructions to you", call.Prompt, StringComparison.Ordinal);
        Assert.Contains("We sell bread.", call.Prompt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LimitThatWasIgnored_IsSentByItsOtherName()
    {
        await using var host = await ModelHost.StartAsync(exchange => exchange.Call.Request.TryGetProperty("max_tokens", out _)
            ? exchange.AnswerAsync("You are whole.", new(100, 300))
            : exchange.AnswerAsync("You are cu", new(100, 16), "length"));

        Assert.Equal("You are whole.", (await host.SucceedAsync()).Text);

        Assert.Equal(2, host.Server.Calls.Count);
        Assert.Equal(8192, host.Server.Calls[1].Request.GetProperty("max_tokens").GetInt32());
    }

    [Fact]
    public async Task WhatHelpsNot_IsNotTriedAgainForEveryCall()
    {
        await using var host = await ModelHost.StartAsync(Status(400));

        Assert.Equal(ModelFailureReason.Rejected, (await host.FailAsync()).Reason);
        var tried = host.Server.Calls.Count;
        await host.FailAsync();

        Assert.InRange(tried, 2, 8);
        Assert.InRange(host.Server.Calls.Count - tried, 1, 2);
    }

    [Fact]
    public async Task OneContentRefused_ChangesNothingForOthers()
    {
        await using var host = await ModelHost.StartAsync(Answer("Good."));
        await host.SucceedAsync();
        host.Server.Enqueue(exchange => ErrorAsync(exchange, 400, """{"error":{"message":"too long","code":"context_length_exceeded"}}"""));

        Assert.Equal(ModelFailureReason.Rejected, (await host.FailAsync()).Reason);
        await host.SucceedAsync();

        Assert.Equal(3, host.Server.Calls.Count);
        Assert.True(host.Server.Calls[^1].Request.TryGetProperty("temperature", out _));
        Assert.DoesNotContain(host.Logs.Lines, line => line.Contains(" Error ", StringComparison.Ordinal));
    }

    private static ModelBehaviour Refusing(string error, params string[] parameters) => Refusing(error, 400, parameters);

    private static ModelBehaviour Refusing(string error, int status, params string[] parameters) => exchange =>
        parameters.Any(parameter => exchange.Call.Request.TryGetProperty(parameter, out var sent) && sent.ValueKind is not JsonValueKind.False)
            ? ErrorAsync(exchange, status, error)
            : exchange.AnswerAsync("Good.", DefaultUsage);

    private static Task ErrorAsync(ModelExchange exchange, int status, string error)
    {
        exchange.Response.StatusCode = status;
        return exchange.WriteLineAsync(error);
    }
}
