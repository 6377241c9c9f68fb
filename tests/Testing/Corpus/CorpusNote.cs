namespace PromptGen.Testing.Corpus;

/// <summary>The notes of an invented business, and what is known about them.</summary>
/// <param name="Id">The language and a number.</param>
/// <param name="Language">The BCP 47 tag of the language that they are chiefly written in.</param>
/// <param name="BusinessType">What the owner would choose, in English; <c>null</c> where nothing was chosen.</param>
/// <param name="Notes">The text, as the owner typed it.</param>
/// <param name="Facts">What a prompt has to keep, in the order of the notes; each text once.</param>
/// <param name="Gaps">Of <c>opening_hours</c>, <c>phone</c>, <c>contact</c> and <c>prices</c> those that the notes hold none of.</param>
public sealed record CorpusNote(string Id, string Language, string? BusinessType, string Notes, CorpusFact[] Facts, string[] Gaps);
