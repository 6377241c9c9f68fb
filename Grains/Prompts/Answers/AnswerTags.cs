namespace PromptGen.Prompts.Answers;

/// <summary>A pair of tags around the whole answer, as in <c>&lt;prompt&gt;…&lt;/prompt&gt;</c>.</summary>
internal static class AnswerTags
{
    // Tags that say what stands between them is the answer.
    private static readonly (string Open, string Close)[] Tags =
        [.. new[] { "prompt", "system_prompt", "system-prompt", "systemprompt", "final_prompt", "improved_prompt", "assistant_prompt", "rewritten_prompt", "system", "output", "answer", "response", "result" }.Select(name => ($"<{name}>", $"</{name}>"))];

    /// <summary>What stands between the tags, of which the second may never have been written; the text itself where there is none.</summary>
    /// <returns>Null while that cannot be told, and whether there are tags.</returns>
    public static (TextSlice? Content, bool IsTagged) Open(TextSlice text, bool isWhole)
    {
        foreach (var (open, close) in Tags)
        {
            switch (text.BeginsWith(open))
            {
                case null when !isWhole:
                    return (null, false);
                case true:
                    return (Inside(text.Skip(open.Length), close, isWhole), true);
            }
        }

        return (text, false);
    }

    private static TextSlice Inside(TextSlice inside, string close, bool isWhole)
    {
        var at = inside.Span.LastIndexOf(close, StringComparison.OrdinalIgnoreCase);
        if (at >= 0)
        {
            var after = inside.Skip(at + close.Length).TrimStart();
            return !isWhole || after.Length == 0 || AnswerTalk.MayBeClosing(after, isWhole: true) ? inside.Take(at) : inside;
        }

        // What may become the closing tag is not shown.
        var begun = isWhole ? -1 : inside.Span.LastIndexOf('<');
        return begun >= 0 && inside.Skip(begun).BeginsWith(close) is null ? inside.Take(begun) : inside;
    }
}
