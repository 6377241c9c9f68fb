using Orleans.Serialization.Invocation;

namespace PromptGen.Grains.Tests.Rules;

/// <summary>
/// What Orleans writes into logs and exceptions when a call is slow, lost or fails: the call as text, arguments included. None of them may
/// print a user's words.
/// </summary>
public sealed class CallTextTests
{
    private const string Canary = "canary-words";

    [Fact]
    public void CallAsText_HoldsNoUsersWords()
    {
        var calls = new[] { typeof(IPromptTaskGrain).Assembly, typeof(PromptTasks.PromptTaskGrain).Assembly }.SelectMany(assembly => assembly.GetTypes())
            .Where(type => !type.IsAbstract && typeof(IInvokable).IsAssignableFrom(type)).Select(type => (IInvokable)Activator.CreateInstance(type)!).ToList();
        var texts = new List<string>();
        foreach (var call in calls)
        {
            var parameters = call.GetMethod().GetParameters();
            for (var at = 0; at < call.GetArgumentCount(); at++)
            {
                if (Sample(parameters[at].ParameterType) is { } sample)
                    call.SetArgument(at, sample);
            }
            texts.Add(call.ToString()!);
        }

        Assert.Contains(texts, text => text.Contains(nameof(IPromptTaskGrain.Submit), StringComparison.Ordinal));
        Assert.DoesNotContain(texts, text => text.Contains(Canary, StringComparison.Ordinal));
    }

    private static object? Sample(Type type) => type switch
    {
        _ when type == typeof(string) => Canary,
        _ when type == typeof(PromptSubmission) => new PromptSubmission { ManualPrompt = Canary },
        _ when type == typeof(GeneratedPrompt) => new GeneratedPrompt(Canary, PromptOrigin.Ai, null, null),
        _ => null,
    };
}
