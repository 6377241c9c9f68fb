namespace PromptGen.Gateway.Http;

/// <summary>Whether <c>null</c> is as good as to leave a member of a request's body out: a member, or all that its class allows.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property)]
internal sealed class TakesNullAttribute(bool isTaken = true) : Attribute
{
    /// <summary>Whether it is.</summary>
    public bool IsTaken { get; } = isTaken;
}
