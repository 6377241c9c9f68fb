namespace PromptGen.SystemTests.Events;

/// <summary>A model that writes its pieces when it is told to; whoever asks again gets at once what is released.</summary>
internal sealed class HeldPieces
{
    private readonly string[] _pieces;
    private readonly TaskCompletionSource[] _gates;

    public HeldPieces(params string[] pieces)
    {
        // The end is held back like a piece.
        _pieces = [.. pieces, ""];
        _gates = [.. _pieces.Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))];
    }

    public string Whole => string.Concat(_pieces);

    public ModelBehaviour Behaviour => ModelBehaviours.AnswerInChunks(_pieces, index => _gates[index].Task);

    /// <summary>Lets the first <paramref name="count"/> pieces go out.</summary>
    public void Release(int count)
    {
        foreach (var gate in _gates.Take(count))
            gate.TrySetResult();
    }

    /// <summary>Lets all go out, and the end.</summary>
    public void ReleaseAll() => Release(_gates.Length);
}
