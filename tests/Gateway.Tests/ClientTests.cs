using Microsoft.Extensions.DependencyInjection;
using PromptGen.Client;
using PromptGen.Testing;
using static PromptGen.Gateway.Tests.GenerationCalls;

namespace PromptGen.Gateway.Tests;

/// <summary>The .NET client, as a program uses it.</summary>
public sealed class ClientTests(GatewayHost gateway) : IDisposable
{
    private readonly ServiceProvider _services = Services(gateway);

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    private PromptGenClient Client => _services.GetRequiredService<PromptGenClient>();

    [Fact]
    public async Task Generate_TellsProgress_AndReturnsTheEnd()
    {
        var seen = new Seen();

        var end = await Client.GenerateAsync(new GenerationRequest { ManualPrompt = NewText(), Metadata = new Dictionary<string, string> { ["order"] = "7" } }, seen, Stopping);

        Assert.Equal((GenerationStatus.Completed, 100, "ai", true, "7"), (end.Status, end.Progress, end.Origin, end.GeneratedByAi, end.Metadata!["order"]));
        Assert.Equal(("charged", end.Usage!.TokensCharged), (end.Charge.State, end.Charge.Tokens));
        Assert.NotEmpty(end.Prompt!);
        Assert.Equal(end, seen.All[^1]);
    }

    [Fact]
    public async Task Start_AgainWithItsKey_IsTheSameGeneration()
    {
        var request = new GenerationRequest { ManualPrompt = NewText(), IdempotencyKey = "key" };

        Assert.Equal(await Client.StartAsync(request, Stopping), await Client.StartAsync(request, Stopping));
    }

    [Fact]
    public async Task Refinement_GoesOnFromAnEnd_AndDeletionForgetsIt()
    {
        var notes = NewText();
        var request = new GenerationRequest { ManualPrompt = notes, BusinessType = "restaurant", Language = "fa" };
        var first = await Client.GenerateAsync(request, null, Stopping);

        var second = await Client.WaitForCompletionAsync(await Client.RefineAsync(first.TaskId, new RefineRequest { Feedback = "Shorter." }, Stopping), null, Stopping);
        await Client.DeleteAsync(first.TaskId, Stopping);

        Assert.Equal((first.TaskId, GenerationStatus.Completed), (second.Refines!.Value, second.Status));
        Assert.StartsWith("restaurant.fa@", first.Template, StringComparison.Ordinal);
        var input = await Client.GetAsync(second.TaskId, withInput: true, Stopping);
        Assert.Equal((notes, "restaurant", "fa"), (input.ManualPrompt, input.BusinessType, input.Language));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await Assert.ThrowsAsync<PromptGenException>(() => Client.GetAsync(first.TaskId, Stopping))).Status);
    }

    [Fact]
    public async Task EstimateAndBusinessTypes_AreRead()
    {
        var estimate = await Client.EstimateAsync(new GenerationRequest { ManualPrompt = "A bakery" }, Stopping);
        var types = await Client.GetBusinessTypesAsync(Stopping);

        Assert.True(estimate is { CanStart: true, ReserveTokens: >= 700, EstimatedTokens: { Low: > 0, High: > 0 } });
        Assert.Contains(types, type => type.Name == "restaurant" && type.Aliases.Contains("رستوران") && type.Templates.Any(template => template.Language == "fa"));
    }

    [Fact]
    public async Task Text_IsReadWhileItIsWritten_AndIsThePrompt()
    {
        var text = NewText();
        gateway.Model.On(text, ModelBehaviours.AnswerInChunks(["You are ", "a baker", "."], _ => Task.CompletedTask));
        var task = await Client.StartAsync(new GenerationRequest { ManualPrompt = text }, Stopping);

        var read = "";
        await foreach (var piece in Client.ReadTextAsync(task, Stopping))
            read = piece.IsReset ? piece.Text : read + piece.Text;

        Assert.Equal((await Client.GetAsync(task, Stopping)).Prompt, read);
    }

    [Fact]
    public async Task Cancel_EndsIt_AndTooLateSaysSo()
    {
        var text = NewText();
        gateway.Model.On(text, ModelBehaviours.Hang());
        var task = await Client.StartAsync(new GenerationRequest { ManualPrompt = text }, Stopping);

        Assert.Equal(GenerationStatus.Cancelled, (await Client.CancelAsync(task, Stopping)).Status);
        var done = await Client.GenerateAsync(new GenerationRequest { ManualPrompt = NewText() }, null, Stopping);
        var late = await Assert.ThrowsAsync<PromptGenException>(() => Client.CancelAsync(done.TaskId, Stopping));
        Assert.Equal(("already_finished", System.Net.HttpStatusCode.Conflict), (late.Code, late.Status));
    }

    [Fact]
    public async Task BadRequest_IsThrownAtOnce_WithItsReason()
    {
        var refused = await Assert.ThrowsAsync<PromptGenException>(() => Client.StartAsync(new GenerationRequest { ManualPrompt = " " }, Stopping));

        Assert.Equal("manual_prompt is required", refused.Message);
    }

    [Fact]
    public async Task Batch_IsFollowedToItsEnd_AndListed()
    {
        var started = await Client.StartBatchAsync(new BatchRequest { ManualPrompts = [NewText(), NewText()] }, Stopping);

        var end = await Client.WaitForBatchAsync(started.BatchId, null, Stopping);
        var listed = new List<Guid>();
        await foreach (var generation in Client.ListAllAsync(Stopping))
            listed.Add(generation.TaskId);

        Assert.Equal((2, 2, 100), (started.Total, end.Completed, end.Progress));
        Assert.All(end.Tasks, task => Assert.NotNull(task.Prompt));
        Assert.Equal(started.Tasks.Select(task => task.TaskId).Order(), listed.Order());
        Assert.Equal(0, (await Client.GetAccountAsync(Stopping)).TokensReserved);
    }

    public void Dispose() => _services.Dispose();

    private static ServiceProvider Services(GatewayHost gateway)
    {
        using var user = gateway.NewUser();
        var token = user.DefaultRequestHeaders.Authorization!.Parameter!;
        var services = new ServiceCollection();
        services.AddPromptGenClient(gateway.Address, (_, _) => ValueTask.FromResult(token));
        return services.BuildServiceProvider();
    }

    private sealed class Seen : IProgress<PromptGen.Client.Generation>
    {
        public List<PromptGen.Client.Generation> All { get; } = [];

        public void Report(PromptGen.Client.Generation value) => All.Add(value);
    }
}
