using System.Security.Cryptography;
using System.Text;

namespace PromptGen.Prompts;

/// <summary>A template by its name.</summary>
/// <param name="Name">The business type, with the language where it is for one: <c>restaurant.fa</c>.</param>
/// <param name="Text">The template.</param>
public sealed record NamedTemplate(string Name, string Text)
{
    private int Dot => Name.LastIndexOf('.') is > 0 and var dot && LanguageTag.IsValid(Name[(dot + 1)..]) ? dot : -1;

    /// <summary>The business type.</summary>
    public string Type => Dot < 0 ? Name : Name[..Dot];

    /// <summary>The language that it is for; <c>null</c>: for all that have none of their own.</summary>
    public string? Language => Dot < 0 ? null : Name[(Dot + 1)..];

    /// <summary>Name and version, such as <c>restaurant.fa@1f0c9a7e</c>. The version is of the words alone, so it is the same wherever they are, and no other's.</summary>
    public string Id => $"{Name}@{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)).AsSpan(0, 4))}";
}
