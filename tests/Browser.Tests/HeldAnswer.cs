namespace PromptGen.BrowserTests;

/// <summary>An answer that the model writes piece by piece, when it is told to.</summary>
internal sealed class HeldAnswer
{
    private readonly TaskCompletionSource[] _gates;

    public HeldAnswer(FakeModelServer model, params string[] pieces)
    {
        _gates = [.. pieces.Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))];
        Text = string.Concat(pieces);
        model.On(Notes, ModelBehaviours.AnswerInChunks(pieces, piece => _gates[piece].Task));
    }

    /// <summary>The notes that get this answer.</summary>
    public string Notes { get; } = NewNotes();

    /// <summary>The whole of it.</summary>
    public string Text { get; }

    /// <summary>Notes nobody has written before, by which the model knows them. They hold nothing that a prompt would have to keep.</summary>
    public static string NewNotes() => $"Cafe Aurora, vegan cakes, a table by the window {Marks.New()}";

    /// <summary>Lets the first pieces go out.</summary>
    public void Write(int pieces)
    {
        foreach (var gate in _gates.Take(pieces))
            gate.TrySetResult();
    }

    /// <summary>Lets all of it go out.</summary>
    public void Finish() => Write(_gates.Length);
}
