namespace PromptGen.Models.Tests;

/// <summary>Live text whose pieces a test sees as they come.</summary>
internal sealed class LiveText(Action<string>? onPiece = null) : ILiveText
{
    public static LiveText Unread => new();

    public void Add(string piece) => onPiece?.Invoke(piece);

    public void Restart()
    {
    }
}
