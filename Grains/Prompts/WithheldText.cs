namespace PromptGen.Prompts;

/// <summary>Shows nobody what the model writes: its readers get what became the prompt.</summary>
internal sealed class WithheldText : ILiveText
{
    /// <inheritdoc />
    public void Add(string piece)
    {
    }

    /// <inheritdoc />
    public void Restart()
    {
    }
}
