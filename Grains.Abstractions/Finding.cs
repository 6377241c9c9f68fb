namespace PromptGen;

/// <summary>What may be wrong with a prompt that a model wrote. A closed list that clients see, in <c>snake_case</c>.</summary>
public enum Finding
{
    /// <summary>A fact of the notes is not in it.</summary>
    MissingFact,

    /// <summary>It holds a phone number, an address or a handle that nobody gave.</summary>
    InventedContact,

    /// <summary>It holds a price that nobody gave.</summary>
    InventedPrice,

    /// <summary>It is written in another language than it should be.</summary>
    ChangedLanguage,

    /// <summary>It has a gap that was to be filled in, such as <c>[phone]</c>.</summary>
    PlaceholderLeft,

    /// <summary>A section of the template is missing that the notes, or the template itself, had something for.</summary>
    SectionMissing,

    /// <summary>It ends before its end.</summary>
    Cut,

    /// <summary>It has talk around it that was meant for whoever asked, or is a refusal, a page or an object of JSON instead.</summary>
    Preamble,

    /// <summary>It repeats what the model was told to do.</summary>
    LeakedRules,

    /// <summary>It is an answer to the notes, as if a customer had written them.</summary>
    AnsweredNotes,

    /// <summary>It does what an order within the notes asked for.</summary>
    ObeyedNotes,
}
