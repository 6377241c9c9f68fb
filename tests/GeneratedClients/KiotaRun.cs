using KiotaClient;
using KiotaClient.Models;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;

namespace PromptGen.GeneratedClients;

/// <summary>The contract as users of Kiota's client write it.</summary>
internal static class KiotaRun
{
    public static async Task Run(HttpClient http, string written, string silent)
    {
        using var adapter = new HttpClientRequestAdapter(new AnonymousAuthenticationProvider(), httpClient: http) { BaseUrl = http.BaseAddress!.ToString().TrimEnd('/') };
        var generations = new PromptGenApi(adapter).Api.V1.WebKnowledge.GeneratePromptAsync;
        var order = new GenerationRequest_metadata { AdditionalData = { ["order"] = "1042" } };

        var started = (await generations.PostAsync(new GenerationRequest { ManualPrompt = written, Metadata = order }, start => start.Headers.Add("Idempotency-Key", "kiota")))!;
        Console.WriteLine($"start: 202 {started.Status}, follow {started.StatusUrl!.EndsWith($"/status/{started.TaskId}/", StringComparison.Ordinal)}");
        var again = (await generations.PostAsync(new GenerationRequest { ManualPrompt = written, Metadata = order }, start => start.Headers.Add("Idempotency-Key", "kiota")))!;
        Console.WriteLine($"again: {again.TaskId == started.TaskId}");

        var ended = (await generations.Status[started.TaskId!.Value].GetAsync(poll => poll.QueryParameters.Wait = 30))!;
        Console.WriteLine($"end: {ended.Status} {ended.Progress} {ended.Origin} {ended.Model} {ended.Usage!.TokensCharged == ended.Charge!.Tokens} {ended.Charge.State} {ended.Metadata!.AdditionalData["order"]}: {ended.Prompt}");
        using var events = new StreamReader((await generations[started.TaskId.Value].Events.GetAsync())!);
        Console.WriteLine($"events: {(await events.ReadToEndAsync()).Contains("event: completed\n", StringComparison.Ordinal)}");
        var listed = (await generations.GetAsync(list => list.QueryParameters.Limit = 5))!;
        Console.WriteLine($"list: {listed.Results!.Single().TaskId == ended.TaskId} {listed.Results!.Single().Prompt ?? "no prompt"} {listed.Next ?? "no more"}");

        var blank = await Assert.Throws<ProblemBody>(() => generations.PostAsync(new GenerationRequest { ManualPrompt = " " }));
        Console.WriteLine($"blank: {blank.ResponseStatusCode} {blank.Message}");
        var tooLong = await Assert.Throws<ProblemBody>(() => generations.PostAsync(new GenerationRequest { ManualPrompt = new string('x', 20_001) }));
        Console.WriteLine($"too long: {tooLong.ResponseStatusCode} {tooLong.ErrorCode}");
        var unknown = await Assert.Throws<TaskNotFound>(() => generations.Status[Guid.Empty].GetAsync());
        Console.WriteLine($"unknown: {unknown.ResponseStatusCode} {unknown.Status}");

        var other = (await generations.PostAsync(new GenerationRequest { ManualPrompt = silent }))!;
        var cancelled = (await generations[other.TaskId!.Value].Cancel.PostAsync())!;
        Console.WriteLine($"cancel: {cancelled.Status} {cancelled.Prompt ?? "no prompt"}");
        var late = await Assert.Throws<ProblemBody>(() => generations[ended.TaskId!.Value].Cancel.PostAsync());
        Console.WriteLine($"too late: {late.ResponseStatusCode} {late.ErrorCode}");
    }
}
