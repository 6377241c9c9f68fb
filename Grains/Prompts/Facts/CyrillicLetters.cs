namespace PromptGen.Prompts.Facts;

/// <summary>Tells the languages of the Cyrillic script apart.</summary>
internal static class CyrillicLetters
{
    /// <summary>The language's tag; null where it is not clear.</summary>
    public static string? Of(string text)
    {
        var (russian, ukrainian, serbian, belarusian, hard, kazakh, letters) = (0, 0, 0, 0, 0, 0, 0);
        foreach (var one in text)
        {
            var c = char.ToLowerInvariant(one);
            letters += c is >= '\u0400' and <= '\u052F' ? 1 : 0;
            switch (c)
            {
                case 'ы' or 'э' or 'ё':
                    russian++;
                    break;
                case 'і' or 'ї' or 'є' or 'ґ':
                    ukrainian++;
                    break;
                case 'ђ' or 'ј' or 'љ' or 'њ' or 'ћ' or 'џ':
                    serbian++;
                    break;
                case 'ў':
                    belarusian++;
                    break;
                case 'ъ':
                    hard++;
                    break;
                case 'ә' or 'ғ' or 'қ' or 'ң' or 'ө' or 'ұ':
                    kazakh++;
                    break;
            }
        }

        return kazakh * 40 > letters ? "kk"
            : belarusian > 0 && russian > 0 && ukrainian > 0 ? "be"
            : serbian > ukrainian && serbian > russian ? "sr"
            : ukrainian > 2 * russian ? "uk"
            : hard * 60 > letters && russian == 0 ? "bg"
            : russian > ukrainian || letters >= 12 ? "ru"
            : null;
    }
}
