namespace PromptGen.Gateway.Http;

/// <summary>The type stands in the API's description for others too: it may also have the members of these.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class MayHaveMembersOfAttribute(params Type[] types) : Attribute
{
    /// <summary>The others.</summary>
    public IReadOnlyList<Type> Types { get; } = types;
}
