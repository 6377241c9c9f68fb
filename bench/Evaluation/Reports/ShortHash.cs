using System.Security.Cryptography;
using System.Text;

namespace PromptGen.Evaluation.Reports;

/// <summary>Tells texts apart that are not in a report.</summary>
internal static class ShortHash
{
    /// <summary>Of texts in their order, in the form that templates have in their ids.</summary>
    public static string Of(IEnumerable<string> texts) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', texts))).AsSpan(0, 4));
}
