using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace PromptGen.Gateway.Tests;

/// <summary>A Gateway of its own that loses the answers to chosen submissions: what was asked for is done, and nobody hears of it.</summary>
public sealed class LostAnswersHost : GatewayHost
{
    private readonly LostAnswers _lost = new();

    /// <summary>Loses the answer to the next submission of this text.</summary>
    public void LoseAnswerTo(string text) => _lost.Texts[text] = true;

    /// <summary>Whether it was lost.</summary>
    public bool HasLostAnswerTo(string text) => !_lost.Texts.ContainsKey(text);

    /// <summary>Loses all answers to waits for news of a task.</summary>
    public void LoseNewsOf(string taskId) => _lost.Tasks[Guid.Parse(taskId).ToString("N")] = true;

    protected override void Configure(WebApplicationBuilder builder) => builder.Services.AddSingleton<IIncomingGrainCallFilter>(_lost);

    private sealed class LostAnswers : IIncomingGrainCallFilter
    {
        public ConcurrentDictionary<string, bool> Texts { get; } = new();

        public ConcurrentDictionary<string, bool> Tasks { get; } = new();

        public async Task Invoke(IIncomingGrainCallContext context)
        {
            await context.Invoke();
            if (context.MethodName == nameof(IPromptTaskGrain.Submit) && context.Request.GetArgument(0) is PromptSubmission submission
                && Texts.TryRemove(submission.ManualPrompt, out _))
                throw new OrleansException("The answer is lost on purpose.");
            if (context.MethodName == nameof(IPromptTaskGrain.WaitForChange) && Tasks.ContainsKey(context.TargetId.Key.ToString()!.Split('/')[0]))
                throw new OrleansException("The news is lost on purpose.");
        }
    }
}
