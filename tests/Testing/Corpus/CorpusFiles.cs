using System.Text.Json;
using PromptGen.Testing.Processes;

namespace PromptGen.Testing.Corpus;

/// <summary>The invented corpus in <c>tests/Corpus</c>, a JSON object a line.</summary>
public static class CorpusFiles
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, RespectRequiredConstructorParameters = true };

    /// <summary>Notes as owners write them.</summary>
    public static IReadOnlyList<CorpusNote> Notes { get; } = Read<CorpusNote>("notes.jsonl");

    /// <summary>Notes with an order to the model in them.</summary>
    public static IReadOnlyList<CorpusInjection> Injections { get; } = Read<CorpusInjection>("injections.jsonl");

    /// <summary>Good prompts for some of the notes.</summary>
    public static IReadOnlyList<CorpusPrompt> Prompts { get; } = Read<CorpusPrompt>("prompts.jsonl");

    private static T[] Read<T>(string file) =>
        [.. File.ReadLines(Path.Combine(ProgramProcess.RepositoryRoot, "tests", "Corpus", file)).Select(line => JsonSerializer.Deserialize<T>(line, Json)!)];
}
