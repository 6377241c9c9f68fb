using NSwagClient;

namespace PromptGen.GeneratedClients;

/// <summary>The contract as users of NSwag's client write it.</summary>
internal static class NSwagRun
{
    public static async Task Run(HttpClient http, string written, string silent)
    {
        var api = new PromptGenApi(http);

        var started = await api.StartGenerationAsync(new GenerationRequest { Manual_prompt = written, Metadata = new Dictionary<string, string> { ["order"] = "1042" } }, idempotency_Key: "nswag");
        Console.WriteLine($"start: {started.StatusCode} {started.Result.Status}, follow {started.Headers["Location"].Single() == started.Result.Status_url}");
        var again = await api.StartGenerationAsync(new GenerationRequest { Manual_prompt = written, Metadata = new Dictionary<string, string> { ["order"] = "1042" } }, idempotency_Key: "nswag");
        Console.WriteLine($"again: {again.Result.Task_id == started.Result.Task_id}");

        var ended = (await api.GetGenerationAsync(started.Result.Task_id, wait: 30)).Result;
        Console.WriteLine($"end: {ended.Status} {ended.Progress} {ended.Origin} {ended.Model} {ended.Usage!.Tokens_charged == ended.Charge.Tokens} {ended.Charge.State} {ended.Metadata!["order"]}: {ended.Prompt}");
        using var events = await api.ReadGenerationEventsAsync(started.Result.Task_id);
        Console.WriteLine($"events: {(await new StreamReader(events.Stream).ReadToEndAsync()).Contains("event: completed\n", StringComparison.Ordinal)}");
        var listed = (await api.ListGenerationsAsync(limit: 5)).Result;
        Console.WriteLine($"list: {listed.Results.Single().Task_id == ended.Task_id} {listed.Results.Single().Prompt ?? "no prompt"} {listed.Next ?? "no more"}");

        var blank = await Assert.Throws<ApiException<ProblemBody>>(() => api.StartGenerationAsync(new GenerationRequest { Manual_prompt = " " }));
        Console.WriteLine($"blank: {blank.StatusCode} {blank.Result.Message}");
        var tooLong = await Assert.Throws<ApiException<ProblemBody>>(() => api.StartGenerationAsync(new GenerationRequest { Manual_prompt = new string('x', 20_001) }));
        Console.WriteLine($"too long: {tooLong.StatusCode} {tooLong.Result.Error_code}");
        var unknown = await Assert.Throws<ApiException<TaskNotFound>>(() => api.GetGenerationAsync(Guid.Empty));
        Console.WriteLine($"unknown: {unknown.StatusCode} {unknown.Result.Status}");

        var other = (await api.StartGenerationAsync(new GenerationRequest { Manual_prompt = silent })).Result;
        var cancelled = (await api.CancelGenerationAsync(other.Task_id)).Result;
        Console.WriteLine($"cancel: {cancelled.Status} {cancelled.Prompt ?? "no prompt"}");
        var late = await Assert.Throws<ApiException<ProblemBody>>(() => api.CancelGenerationAsync(ended.Task_id));
        Console.WriteLine($"too late: {late.StatusCode} {late.Result.Error_code}");
    }
}
