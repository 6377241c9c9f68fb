namespace PromptGen.Prompts.Answers;

/// <summary>What models say to whoever asked them, before the prompt and after it.</summary>
internal static class AnswerTalk
{
    private const int LongestLine = 160;
    private const int LongestClosing = 300;
    private const string Markup = "*_#>\"“«'` ";

    /// <summary>The text after the talk before it; null while that cannot be told.</summary>
    public static TextSlice? SkipOpening(TextSlice text, bool isWhole)
    {
        while (true)
        {
            var words = text.Skip(text.Length - text.Span.TrimStart(Markup).Length);
            if (words.Length == 0)
                return isWhole ? text : null;
            switch (Opening(words, isWhole))
            {
                case null:
                    return null;
                case 0:
                    return text;
                case var length:
                    var rest = words.Skip(length.Value);
                    // What marked the line ends with it.
                    if (words.Start > text.Start)
                        rest = rest.Skip(rest.Length - rest.Span.TrimStart("*_\"”»`").Length);
                    if (rest.Length == 0 && !isWhole)
                        return null;
                    if (SkipRule(rest.TrimStart(), isWhole) is not { } next)
                        return null;
                    text = next;
                    break;
            }
        }
    }

    /// <summary>A line that separates the prompt from the talk before it; null while it is not ended.</summary>
    private static TextSlice? SkipRule(TextSlice text, bool isWhole)
    {
        var end = text.Span.IndexOf('\n');
        var line = text.Take(end < 0 ? text.Length : end);
        if (!IsRule(line.Span))
            return text;
        return end >= 0 ? text.Skip(end + 1).TrimStart() : isWhole ? text : null;
    }

    /// <summary>The text without the talk after it and without blanks; of an unfinished one, without what may become such.</summary>
    public static TextSlice DropClosing(TextSlice text, bool isWhole)
    {
        text = text.TrimStart().TrimEnd();
        while (text.Length > 0)
        {
            var line = text.Skip(text.Span.LastIndexOf('\n') + 1).TrimStart();
            var before = text.Take(line.Start - text.Start).TrimEnd();
            var isRule = IsRule(line.Span);
            // What closes nothing is the prompt itself.
            var isClosing = before.Length > 0 && MayBeClosing(line, isWhole) && !IsHeading(before);
            if (!isClosing && !(isRule && !isWhole))
                return text;
            text = before;
            if (isWhole)
                text = WithoutRule(text);
        }

        return text;
    }

    /// <summary>Whether this is talk after a prompt; of an unfinished one, whether it may become such.</summary>
    public static bool MayBeClosing(TextSlice text, bool isWhole)
    {
        var words = text.Skip(text.Length - text.Span.TrimStart(Markup + "-~\r\n").Length);
        if (words.Length > LongestClosing || words.TrimEnd().Span.Contains('\n'))
            return false;
        return (words.Length == 0 && !isWhole) || TalkWords.Closings.Any(closing => words.BeginsWith(closing) is var begins && (begins is true || (begins is null && !isWhole)));
    }

    /// <summary>How long the talk is that a text begins with; 0 if with none, null while that cannot be told.</summary>
    private static int? Opening(TextSlice text, bool isWhole)
    {
        var (assent, isAssentOpen) = Longest(text, TalkWords.Assents, isWhole);
        var (presenting, isPresentingOpen) = Longest(text, TalkWords.Presentings, isWhole);
        var (label, isLabelOpen) = Longest(text, TalkWords.Labels, isWhole);
        if (isAssentOpen || isPresentingOpen || isLabelOpen)
            return null;
        return assent is not null ? AfterAssent(text, assent.Length, isWhole)
            : presenting is not null ? Line(text, isAssent: false, isWhole)
            : label is not null ? AfterLabel(text, label.Length, isWhole)
            : 0;
    }

    /// <summary>"Sure!" is talk by itself; with a comma or a dash, so is the line it begins, if that ends as one.</summary>
    private static int? AfterAssent(TextSlice text, int length, bool isWhole)
    {
        if (text.Length == length)
            return length;
        switch (text.Span[length])
        {
            case '!' or '.' or '。' or '！' or '\n' or '\r':
                return length + 1;
            case ',' or '،' or '，' or '、' or ':' or '：' or '—' or '–':
                return Line(text, isAssent: true, isWhole);
            case ' ' when text.Length == length + 1:
                return isWhole ? 0 : null;
            case ' ':
                return Line(text, isAssent: text.Span[length + 1] is '—' or '–' or '-', isWhole);
            default:
                return 0;
        }
    }

    private static int? AfterLabel(TextSlice text, int length, bool isWhole)
    {
        var end = length;
        while (end < text.Length && text.Span[end] is ('*' or '_' or ' '))
            end++;
        if (end == text.Length)
            return isWhole ? 0 : null;
        return text.Span[end] is ':' or '：' ? end + 1 : 0;
    }

    /// <summary>A line that hands over the prompt is talk up to its colon, or as a whole where it is a sentence of its own.</summary>
    private static int? Line(TextSlice text, bool isAssent, bool isWhole)
    {
        var end = text.Span.IndexOf('\n');
        var line = text.Take(end < 0 ? text.Length : end);
        var isEnded = end >= 0 || isWhole;
        for (var at = 0; at < Math.Min(line.Length, LongestLine); at++)
        {
            if (line.Span[at] is not (':' or '：'))
                continue;
            if (at + 1 == line.Length && !isEnded)
                return null;
            // The colon of an hour or an address ends nothing.
            if (at + 1 < line.Length && (char.IsAsciiDigit(line.Span[at + 1]) || line.Span[at + 1] == '/'))
                continue;
            var said = line.Take(at);
            return HasName(said) || (isAssent && said.Span.IndexOf(". ") < 0) ? at + 1 : 0;
        }

        if (line.Length > LongestLine)
            return 0;
        if (!isEnded)
            return null;
        var words = line.TrimEnd();
        return end >= 0 && words.Length > 0 && words.Span[^1] is ('.' or '!' or '…') && (isAssent || HasName(words)) ? end + 1 : 0;
    }

    private static bool HasName(TextSlice said) =>
        TalkWords.Prompts.Any(name => said.Span.Contains(name, StringComparison.OrdinalIgnoreCase)) && !said.Span.Contains("promptly", StringComparison.OrdinalIgnoreCase);

    /// <summary>The longest of the words that a text begins with, and whether it may still become one.</summary>
    private static (string? Words, bool IsOpen) Longest(TextSlice text, string[] all, bool isWhole)
    {
        string? longest = null;
        foreach (var words in all)
        {
            switch (text.BeginsWith(words))
            {
                case null when !isWhole:
                    return (null, true);
                case true when text.Length == words.Length && !isWhole:
                    return (null, true);
                case true when words.Length > (longest?.Length ?? 0) && IsWordEnd(text, words):
                    longest = words;
                    break;
            }
        }

        return (longest, false);
    }

    /// <summary>Scripts without blanks between words have no end to look for.</summary>
    private static bool IsWordEnd(TextSlice text, string words) =>
        text.Length == words.Length || words[^1] >= '\u2E80' || !char.IsLetterOrDigit(text.Span[words.Length]);

    /// <summary>A line that announces what follows makes it part of the prompt.</summary>
    private static bool IsHeading(TextSlice before)
    {
        var line = before.Skip(before.Span.LastIndexOf('\n') + 1).TrimStart();
        return line.Length > 0 && (line.Span[0] == '#' || line.Span[^1] is ':' or '：' || line.Span.EndsWith(":**", StringComparison.Ordinal));
    }

    /// <summary>Whether a line is a rule of Markdown, or may become one.</summary>
    private static bool IsRule(ReadOnlySpan<char> line) => !line.TrimEnd('\r').ContainsAnyExcept("-*_ ");

    private static TextSlice WithoutRule(TextSlice text)
    {
        var line = text.Skip(text.Span.LastIndexOf('\n') + 1);
        return line.Length >= 3 && IsRule(line.Span) ? text.Take(line.Start - text.Start).TrimEnd() : text;
    }
}
