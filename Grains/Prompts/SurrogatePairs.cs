namespace PromptGen.Prompts;

/// <summary>Joins the halves of a character that came in two pieces. A half that stays alone becomes U+FFFD, as everywhere in the text's later life.</summary>
internal sealed class SurrogatePairs
{
    private char? _high;

    /// <summary>The next piece, whole characters only.</summary>
    public string Next(string piece)
    {
        if (piece.Length == 0)
            return "";
        var text = _high is { } high ? high + piece : piece;
        _high = char.IsHighSurrogate(text[^1]) ? text[^1] : null;
        return WellFormed(_high is null ? text : text[..^1]);
    }

    /// <summary>What is left at the end.</summary>
    public string End() => _high is null ? "" : "\uFFFD";

    private static string WellFormed(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
            return text;
        return string.Concat(text.EnumerateRunes().Select(rune => rune.ToString()));
    }
}
