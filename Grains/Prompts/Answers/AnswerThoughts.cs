namespace PromptGen.Prompts.Answers;

/// <summary>
/// The thoughts that some models write before their answer, in tags. Some servers take the opening tag away; then all up to the closing one
/// is thought.
/// </summary>
internal static class AnswerThoughts
{
    private static readonly (string Open, string Close)[] Tags =
        [.. new[] { "think", "thinking", "reasoning", "thought", "thoughts", "seed:think" }.Select(name => ($"<{name}>", $"</{name}>"))];

    // How thoughts without a tag begin. Such a text is not shown before its end, where it is clear whether it was the prompt.
    private static readonly string[] Musings =
    [
        "okay,", "ok,", "ok ", "okay ", "alright,", "hmm", "let me ", "let's ", "we need ", "we are asked", "we have to ", "i need ", "i should ",
        "i'll ", "the user ", "user wants", "first, i", "first, let", "so ", "wait,",
    ];

    /// <summary>What comes after the thoughts; null while that cannot be told.</summary>
    public static TextSlice? Skip(TextSlice text, bool isWhole)
    {
        while (true)
        {
            var isOpen = false;
            foreach (var (open, close) in Tags)
            {
                switch (text.BeginsWith(open))
                {
                    case null when !isWhole:
                        return null;
                    case true:
                        isOpen = true;
                        if (After(text, close, first: true) is not { } rest)
                            return isWhole ? TextSlice.None(text.Text) : null;
                        text = rest;
                        break;
                }
            }

            if (!isOpen)
                break;
        }

        // Nearly all answers hold none, which is sooner found out than that they hold none of the tags in any case.
        var mayHoldTags = text.Span.Contains("</", StringComparison.Ordinal);
        foreach (var (open, close) in mayHoldTags ? Tags : [])
        {
            if (After(text, close, first: false) is { } rest && !text.Take(text.Length - rest.Length).Span.Contains(open, StringComparison.OrdinalIgnoreCase))
                return Skip(rest, isWhole);
        }

        return isWhole || !MayBeMusing(text) ? text : null;
    }

    /// <summary>A prompt begins with a capital letter, in scripts that have such.</summary>
    private static bool MayBeMusing(TextSlice text) =>
        (text.Length > 0 && char.IsAsciiLetterLower(text.Span[0])) || Musings.Any(musing => text.BeginsWith(musing) is not false);

    private static TextSlice? After(TextSlice text, string tag, bool first)
    {
        var at = first ? text.Span.IndexOf(tag, StringComparison.OrdinalIgnoreCase) : text.Span.LastIndexOf(tag, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? null : text.Skip(at + tag.Length).TrimStart();
    }
}
