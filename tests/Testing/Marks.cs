namespace PromptGen.Testing;

/// <summary>Words by which a test knows its own generations.</summary>
public static class Marks
{
    private const int Length = 20;

    /// <summary>A word that no other test uses: of letters alone, so that it holds no number, which a prompt would have to keep.</summary>
    public static string New() => string.Create(Length, 0, static (word, _) =>
    {
        foreach (ref var letter in word)
            letter = (char)('a' + Random.Shared.Next(26));
    });
}
