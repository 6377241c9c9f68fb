using PromptGen.Prompts.Facts;

namespace PromptGen.Models.Tests.Facts;

/// <summary>What means the same is folded to the same, with no help of the platform's.</summary>
public sealed class FoldingTests
{
    [Theory]
    [InlineData("ＡＢＣ　１２３＠", "abc 123@")]
    [InlineData("۰۱۲۳۴۵۶۷۸۹", "0123456789")]
    [InlineData("٠١٢٣٤٥٦٧٨٩", "0123456789")]
    [InlineData("०१२३४५६७८९", "0123456789")]
    [InlineData("كافي", "کافی")]
    [InlineData("می‌خواهم", "میخواهم")]
    [InlineData("café CAFÉ cafe\u0301", "cafe cafe cafe")]
    [InlineData("İstanbul ISPARTA", "istanbul isparta")]
    [InlineData("8–18 8—18 8−18", "8-18 8-18 8-18")]
    [InlineData("\u200E+1\u00A0555\u202F0100\u200F", "+1 555 0100")]
    [InlineData("۱۲۰٬۰۰۰٫۵", "120,000.5")]
    public void SameMeaning_IsFoldedToTheSame(string text, string folded) => Assert.Equal(folded, Folding.Of(text));

    [Fact]
    public void Normalize_ChangesNothingHere_WhichIsWhyThereIsATable() =>
        Assert.Equal("１２３", "１２３".Normalize(System.Text.NormalizationForm.FormKC));
}
