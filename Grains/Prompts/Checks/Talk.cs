using System.Text;
using System.Text.Json;
using PromptGen.Prompts.Answers;

namespace PromptGen.Prompts.Checks;

/// <summary>Talk around the prompt, by the rules that take it away where that is safe; or a refusal, a page or an object of JSON in its place.</summary>
internal static class Talk
{
    private const int Beginning = 200;

    private static readonly string[] Refusals =
    [
        "i'm sorry, but i", "i’m sorry, but i", "i am sorry, but i", "i cannot ", "i can't ", "i can’t ", "i'm unable to", "as an ai ", "es tut mir leid", "je suis désolé", "lo siento, ", "mi dispiace, ", "desculpe, ", "к сожалению, я не", "извините, ",
        "متأسفم", "متاسفم", "عذرا", "آسف", "üzgünüm", "przepraszam, ", "抱歉", "申し訳", "죄송",
    ];

    // What a proxy answers in a server's place.
    private static readonly string[] Pages = ["<!doctype", "<html", "<?xml", "<head", "<body"];

    public static IEnumerable<Flaw> Find(Draft draft)
    {
        var prompt = draft.Prompt.Trim();
        var clean = AnswerText.Clean(prompt);
        if (clean != prompt)
            yield return new(Finding.Preamble, First(prompt));
        else if (Array.Exists(Refusals, refusal => prompt.StartsWith(refusal, StringComparison.OrdinalIgnoreCase)) || Array.Exists(Pages, page => prompt.StartsWith(page, StringComparison.OrdinalIgnoreCase)) || IsObject(prompt))
            yield return new(Finding.Preamble, First(prompt));
    }

    /// <summary>Whether it is, or begins as, what a program reads and no assistant; lines may be added behind it.</summary>
    private static bool IsObject(string prompt)
    {
        // "[1]" and "[Role]" begin lines that people read.
        var inside = prompt.AsSpan(prompt.StartsWith('[') ? 1 : 0).TrimStart();
        if (inside.IsEmpty || inside[0] is not ('{' or '"') || prompt[0] is not ('{' or '['))
            return false;
        var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(prompt), new JsonReaderOptions { AllowMultipleValues = true });
        try
        {
            return json.Read() && json.TrySkip() && json.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string First(string prompt)
    {
        var end = prompt.IndexOf('\n', StringComparison.Ordinal);
        return prompt[..Math.Min(end < 0 ? prompt.Length : end, Beginning)];
    }
}
