namespace PromptGen.Prompts.Answers;

/// <summary>
/// Finds the prompt in what a model wrote: without its thoughts, its talk before and after, tags or a code fence around the whole, and what cannot
/// be seen at the ends. One function decides for the finished text and for what readers see of an unfinished one.
/// </summary>
internal static class AnswerText
{
    /// <summary>The prompt in a whole answer; empty where there is none.</summary>
    public static string Clean(string answer)
    {
        var found = Find(answer, isWhole: true);
        return found.Any(IsSeen) ? found.ToString() : "";
    }

    /// <summary>Where in an answer the prompt stands; of an unfinished one, the part that the prompt is sure to begin with.</summary>
    public static (int Start, int Length) Certain(string soFar)
    {
        var found = Find(soFar, isWhole: false);
        return found.Any(IsSeen) ? (found.Start, found.Length) : (found.Start, 0);
    }

    private static TextSlice Find(string answer, bool isWhole)
    {
        var text = new TextSlice(answer, 0, answer.Length).TrimStart();
        if (AnswerThoughts.Skip(text, isWhole) is not { } spoken || AnswerTalk.SkipOpening(spoken, isWhole) is not { } begun)
            return TextSlice.None(answer);

        var (tagged, isTagged) = AnswerTags.Open(begun, isWhole);
        if (tagged is not { } open)
            return TextSlice.None(answer);
        var (content, isFenced) = AnswerFence.Open(isTagged ? open.TrimStart() : open, isWhole);
        if (content is not { } inside)
            return TextSlice.None(answer);
        if (isFenced || isTagged)
        {
            if (AnswerTalk.SkipOpening(inside.TrimStart(), isWhole) is not { } first)
                return TextSlice.None(answer);
            inside = first;
        }

        return AnswerTalk.DropClosing(inside, isWhole);
    }

    /// <summary>Whether a reader sees it; letters that are drawn as nothing are no text.</summary>
    private static bool IsSeen(char c) => !TextSlice.IsInvisible(c)
        && c is not ('\u034F' or '\u115F' or '\u1160' or '\u2800' or '\u3164' or '\uFFA0' or (>= '\uFE00' and <= '\uFE0F'));
}
