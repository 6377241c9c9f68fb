namespace PromptGen.SystemTests.Hostile;

/// <summary>What a hostile model does with a good prompt.</summary>
internal enum Spoiling
{
    /// <summary>Nothing, now and then.</summary>
    None,

    DropsAContact,
    ChangesAContact,
    DropsAllContacts,
    InventsAContact,
    WritesOfAnotherBusiness,
    WritesAnotherLanguage,
    ReachesTheLimit,
    BreaksOff,
    EndsWithoutAReason,
    StopsInTheMiddleOfAWord,
    StopsAfterALine,
    Talks,
    AnswersAsIfToACustomer,
    LeaksTheRules,
    LeavesAPlaceholder,
    ObeysTheNotes,
    SaysNothing,
    IsBlocked,
    TalksGarbage,
}
