namespace PromptGen;

/// <summary>What customers ask for and the notes say nothing of. A closed list that clients see, in <c>snake_case</c>.</summary>
public enum Gap
{
    /// <summary>No time of day.</summary>
    OpeningHours,

    /// <summary>No telephone number.</summary>
    Phone,

    /// <summary>Neither an e-mail nor a web address nor a handle.</summary>
    Contact,

    /// <summary>No price.</summary>
    Prices,
}
