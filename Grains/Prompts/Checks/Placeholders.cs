using System.Buffers;

namespace PromptGen.Prompts.Checks;

/// <summary>Gaps that were to be filled in: <c>[phone]</c>, <c>{{name}}</c>, <c>&lt;insert address&gt;</c>, and words that stand for what is to come.</summary>
internal static class Placeholders
{
    private const int Longest = 120;
    private const string Filler = "lorem ipsum";

    private static readonly (char Open, char Close)[] Brackets = [('[', ']'), ('{', '}'), ('<', '>'), ('【', '】'), ('［', '］')];

    private static readonly SearchValues<char> Opens = SearchValues.Create("[{<【［"), NoWords = SearchValues.Create("0123456789xX.,-_ ✓");

    private static readonly string[] Words = [Filler, "TBD", "TODO", "XXX-XXX", "XXXX", "+XX", "_____"];

    // In angle brackets stand tags as well, so those have to say that something is to be put there.
    private static readonly string[] Inserts = ["insert", "your ", "enter ", "add ", "fill", "name", "phone", "address", "hier ", "ihr", "insér", "votre", "insert", "su ", "tu ", "вставьте", "ваш", "укажите", "اینجا", "وارد کنید", "أدخل", "请", "ここ"];

    public static IEnumerable<Flaw> Find(Draft draft)
    {
        var prompt = draft.Prompt;
        for (var at = prompt.AsSpan().IndexOfAny(Opens); at >= 0 && at < prompt.Length; at = Next(prompt, at))
        {
            var close = Array.Find(Brackets, pair => pair.Open == prompt[at]).Close;
            var end = prompt.AsSpan(at, Math.Min(Longest, prompt.Length - at)).IndexOfAny(close, '\n');
            if (end <= 1 || prompt[at + end] != close)
                continue;
            var words = prompt[at..(at + end + 1)];
            if (IsGap(prompt, at, words) && !IsGiven(draft, words))
                yield return new(Finding.PlaceholderLeft, prompt[at] == '{' && at + end + 1 < prompt.Length && prompt[at + end + 1] == '}' ? $"{words}}}" : words);
        }

        foreach (var word in Words)
        {
            if (prompt.Contains(word, word == Filler ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal) && !IsGiven(draft, word))
                yield return new(Finding.PlaceholderLeft, word);
        }
    }

    private static bool IsGap(string prompt, int at, string words)
    {
        var inside = words.AsSpan(1, words.Length - 2).Trim("{}[] ");
        if (!inside.ContainsAnyExcept(NoWords) || !HasLetter(inside))
            return false;
        return prompt[at] switch
        {
            // A link of Markdown has its address behind it.
            '[' => at + words.Length >= prompt.Length || prompt[at + words.Length] is not ('(' or '['),
            '<' => Array.Exists(Inserts, insert => words.AsSpan(1).StartsWith(insert, StringComparison.OrdinalIgnoreCase)) && !words.Contains("://", StringComparison.Ordinal),
            _ => true,
        };
    }

    /// <summary>What the user has written stays; the gaps of a template do not.</summary>
    private static bool IsGiven(Draft draft, string words) =>
        draft.Sources.Notes.Contains(words, StringComparison.OrdinalIgnoreCase)
        || draft.Sources.Feedback?.Contains(words, StringComparison.OrdinalIgnoreCase) == true
        || draft.Sources.Previous?.Contains(words, StringComparison.OrdinalIgnoreCase) == true;

    private static bool HasLetter(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsLetter(c))
                return true;
        }

        return false;
    }

    private static int Next(string prompt, int at) => prompt.AsSpan(at + 1).IndexOfAny(Opens) is >= 0 and var found ? at + 1 + found : -1;
}
