namespace PromptGen.Models;

/// <summary>Tidies what a model wrote.</summary>
internal static class AnswerText
{
    /// <summary>Takes away blanks around the text and one code fence that wraps the whole of it.</summary>
    public static string Clean(string answer)
    {
        var text = answer.Trim();
        var ticks = text.Length - text.AsSpan().TrimStart('`').Length;
        var firstLineEnd = text.IndexOf('\n', StringComparison.Ordinal);
        if (ticks < 3 || firstLineEnd < 0)
            return text;

        var fence = text[..ticks];
        var lastLineStart = text.LastIndexOf('\n');
        if (lastLineStart <= firstLineEnd || text[(lastLineStart + 1)..].Trim() != fence)
            return text;

        // A fence inside means that the outer lines may belong to two different blocks.
        var inside = text[(firstLineEnd + 1)..lastLineStart];
        var wrapsAll = !text.AsSpan(ticks, firstLineEnd - ticks).Contains('`')
            && !inside.Split('\n').Any(line => line.TrimStart().StartsWith(fence, StringComparison.Ordinal));
        return wrapsAll ? inside.Trim() : text;
    }
}
