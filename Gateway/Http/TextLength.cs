namespace PromptGen.Gateway.Http;

/// <summary>How long a text is to whoever wrote it: in code points, as JSON Schema's <c>maxLength</c> and the original's Python count.</summary>
internal static class TextLength
{
    /// <summary>The number of code points.</summary>
    public static int Of(string text)
    {
        var length = text.Length;
        foreach (var c in text)
            length -= char.IsLowSurrogate(c) ? 1 : 0;
        return length;
    }

    /// <summary>Whether it has more; nothing is counted where that is plain.</summary>
    public static bool IsOver(string text, int most) => text.Length > most && Of(text) > most;
}
