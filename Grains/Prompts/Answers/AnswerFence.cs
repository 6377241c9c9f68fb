namespace PromptGen.Prompts.Answers;

/// <summary>A code fence around the whole answer.</summary>
internal static class AnswerFence
{
    private const int Shortest = 3;

    /// <summary>What stands inside a fence around the whole, which may never have been closed; the text itself where there is none.</summary>
    /// <returns>Null while that cannot be told, and whether there is a fence.</returns>
    public static (TextSlice? Content, bool IsFenced) Open(TextSlice text, bool isWhole)
    {
        var mark = text.Length > 0 && text.Span[0] is '`' or '~' ? text.Span[0] : '\0';
        var marks = mark == '\0' ? 0 : text.Length - text.Span.TrimStart(mark).Length;
        var line = text.Span.IndexOf('\n');
        if (marks == 0 || (marks < Shortest && marks < text.Length))
            return (text, false);
        if (line < 0)
        {
            // Code within a line is no fence.
            var isInline = marks < Shortest || text.Span[marks..].Contains(mark);
            return !isWhole ? (isInline && marks < text.Length ? text : null, false) : isInline ? (text, false) : (TextSlice.None(text.Text), true);
        }

        if (text.Span[marks..line].Contains(mark))
            return (text, false);

        var inside = text.Skip(line + 1);
        var (content, after) = Close(inside, text.Take(marks).ToString());
        if (after is not { } rest)
            return (isWhole ? content : null, true);
        if (!isWhole)
            return AnswerTalk.MayBeClosing(rest.TrimStart(), isWhole: false) ? (null, true) : (text, false);
        return rest.TrimStart().Length == 0 || AnswerTalk.MayBeClosing(rest.TrimStart(), isWhole: true) ? (content, true) : (text, false);
    }

    /// <summary>What the fence holds and what comes after it. A fence within that says what it holds, as in <c>```json</c>, has a closing one of its own.</summary>
    private static (TextSlice Content, TextSlice? After) Close(TextSlice inside, string fence)
    {
        var depth = 1;
        for (var at = 0; at < inside.Length;)
        {
            var end = inside.Span[at..].IndexOf('\n');
            var next = end < 0 ? inside.Length : at + end + 1;
            var line = inside.Span[at..next].Trim();
            if (line.StartsWith(fence, StringComparison.Ordinal))
            {
                depth += line.TrimStart(fence[0]).IsEmpty ? -1 : 1;
                if (depth == 0)
                    return (inside.Take(at), inside.Skip(next));
            }

            at = next;
        }

        return (inside, null);
    }
}
