namespace PromptGen.Bodies;

/// <summary>The text is one of the constants of these classes: a closed list, which stands there alone and is described from there.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OneOfAttribute(params Type[] lists) : Attribute
{
    /// <summary>All that the text can be, in the order of the classes.</summary>
    public IReadOnlyList<string> Values { get; } = [.. lists.SelectMany(static list => list.GetFields()).Where(static field => field.IsLiteral).Select(static field => (string)field.GetRawConstantValue()!)];
}
