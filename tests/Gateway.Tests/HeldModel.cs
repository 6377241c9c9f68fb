using PromptGen.Testing;

namespace PromptGen.Gateway.Tests;

/// <summary>A model that writes its pieces one by one, when it is told to.</summary>
internal sealed class HeldModel : IDisposable
{
    private readonly TaskCompletionSource[] _gates;

    public HeldModel(GatewayHost gateway, params string[] pieces)
    {
        // One more than pieces: the end can be held back too.
        _gates = [.. pieces.Append("").Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))];
        gateway.Model.On(Text, async exchange =>
        {
            for (var index = 0; index < pieces.Length; index++)
            {
                await _gates[index].Task.WaitAsync(exchange.Stopping);
                await exchange.WriteTextAsync(pieces[index]);
            }
            if (BreaksOff)
            {
                await _gates[^1].Task.WaitAsync(exchange.Stopping);
                throw new IOException("The model's connection is cut on purpose.");
            }
            await exchange.EndAsync(ModelBehaviours.DefaultUsage);
        });
    }

    /// <summary>The input that this model answers.</summary>
    public string Text { get; } = GenerationCalls.NewText();

    /// <summary>Whether the connection is cut, once one more than all pieces are released, instead of the answer's end.</summary>
    public bool BreaksOff { get; init; }

    /// <summary>Lets the first <paramref name="count"/> pieces go out.</summary>
    public void Release(int count)
    {
        foreach (var gate in _gates.Take(count))
            gate.TrySetResult();
    }

    /// <summary>Lets go of what still waits.</summary>
    public void Dispose() => Release(_gates.Length);
}
