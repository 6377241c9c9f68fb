namespace PromptGen.Prompts;

/// <summary>Where a writer puts its text as it arrives.</summary>
public interface ILiveText
{
    /// <summary>Takes in the next piece, untrimmed.</summary>
    void Add(string piece);

    /// <summary>Drops what was taken in: the model is asked once more, and its readers with it begin anew.</summary>
    void Restart();
}
