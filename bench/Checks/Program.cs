using System.Diagnostics;
using PromptGen.Prompts.Checks;
using PromptGen.Prompts.Facts;
using PromptGen.Testing.Corpus;

const int length = 20_000;
string[] floods = ["7", "@", "+", " ", "8-18 ", "5€ ", "+1 555 0100 ", "1.", "com.", "http://a.example/ "];

var texts = CorpusFiles.Notes.GroupBy(note => note.Language).Select(notes => (Name: $"notes in {notes.Key}", Text: Filled(string.Join('\n', notes.Select(note => note.Notes)))))
    .Concat(floods.Select(flood => (Name: $"nothing but \"{flood}\"", Text: Filled(flood))));
Console.WriteLine($"Milliseconds for {length} characters, warm: the middle of 200 runs, and the time and facts of a check of a prompt of that length too.\n");
Console.WriteLine("| text | facts | find | check |\n|---|---|---|---|");
foreach (var (name, text) in texts.ToArray())
    Console.WriteLine($"| {name} | {FactFinder.Find(text).Length} | {Middle(() => FactFinder.Find(text)):0.00} | {Middle(() => PromptCheck.Check(new(text), text)):0.00} |");

var (notes, prompt) = CorpusFiles.Prompts.Select(prompt => (CorpusFiles.Notes.Single(note => note.Id == prompt.Id).Notes, prompt.Prompt)).OrderBy(pair => pair.Prompt.Length).ElementAt(CorpusFiles.Prompts.Count / 2);
Console.WriteLine($"\nA usual generation, notes of {notes.Length} and a prompt of {prompt.Length} characters: {Middle(() => PromptCheck.Check(new(notes), prompt)):0.00} ms.");

static string Filled(string text) => string.Concat(Enumerable.Repeat(text, (length / text.Length) + 1))[..length];

static double Middle(Action run)
{
    // Long enough for the compiler to have done its best.
    for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(1);)
        run();
    var times = new double[200];
    for (var at = 0; at < times.Length; at++)
    {
        var began = Stopwatch.GetTimestamp();
        run();
        times[at] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    Array.Sort(times);
    return times[times.Length / 2];
}
