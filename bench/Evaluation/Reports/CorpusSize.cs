namespace PromptGen.Evaluation.Reports;

/// <summary>How much of the corpus a report is about.</summary>
/// <param name="Notes">How many notes.</param>
/// <param name="Injections">How many with orders to the model.</param>
/// <param name="Hash">A hash of them: reports with the same one are about the same texts.</param>
internal sealed record CorpusSize(int Notes, int Injections, string Hash);
