using PromptGen.Prompts;

namespace PromptGen.Models.Tests;

/// <summary>Live text whose pieces a test sees as they come.</summary>
internal sealed class LiveText(Action<string>? onPiece = null) : ILiveText
{
    public static LiveText Unread => new();

    public string Text { get; private set; } = "";

    public int Restarts { get; private set; }

    public void Add(string piece)
    {
        Text += piece;
        onPiece?.Invoke(piece);
    }

    public void Restart()
    {
        Text = "";
        Restarts++;
    }
}
