namespace PromptGen;

/// <summary>What a fact of the notes is. A closed list that clients see, in lower case.</summary>
public enum FactKind
{
    /// <summary>A telephone number.</summary>
    Phone,

    /// <summary>An e-mail address.</summary>
    Email,

    /// <summary>A web address, with or without <c>https://</c>.</summary>
    Url,

    /// <summary>A name in a social network, such as <c>@aurora</c> or <c>t.me/aurora</c>.</summary>
    Handle,

    /// <summary>An amount of money, or a range of such.</summary>
    Price,

    /// <summary>A time of day, or a range of such.</summary>
    Time,

    /// <summary>Any other number.</summary>
    Number,
}
