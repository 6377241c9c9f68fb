using System.Globalization;
using System.Text;

namespace PromptGen.Gateway.Http;

/// <summary>Tells text from what only looks like nothing.</summary>
internal static class VisibleText
{
    // Not of a category that tells: Unicode's Default_Ignorable_Code_Point (DerivedCoreProperties.txt), and the blank braille pattern.
    private static readonly (int First, int Last)[] Invisible =
    [
        (0x034F, 0x034F), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x2065, 0x2065), (0x2800, 0x2800), (0x3164, 0x3164),
        (0xFE00, 0xFE0F), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0xE0000, 0xE0FFF),
    ];

    /// <summary>Whether nobody would see anything of it: white space, control and format characters, joiners, fillers, byte order marks.</summary>
    public static bool IsBlank(string? text)
    {
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (!IsInvisible(rune))
                return false;
        }
        return true;
    }

    private static bool IsInvisible(Rune rune) =>
        Rune.IsWhiteSpace(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        || Array.Exists(Invisible, range => range.First <= rune.Value && rune.Value <= range.Last);
}
