namespace PromptGen.Gateway.Http;

/// <summary>The items of the list are objects of several types, which together have the members of this one: so they are described.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WrittenAsAttribute(Type type) : Attribute
{
    /// <summary>The type that describes them.</summary>
    public Type Type { get; } = type;
}
