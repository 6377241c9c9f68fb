using PromptGen.Evaluation.Asking;
using PromptGen.Llm;

namespace PromptGen.Evaluation;

/// <summary>Which model to ask about which of the corpus, and where the results go.</summary>
internal sealed record EvaluationOptions
{
    /// <summary>What is configured beside the environment, by its key.</summary>
    public Dictionary<string, string?> Settings { get; } = [];

    /// <summary>The only language; <c>null</c>: all.</summary>
    public string? Language { get; private set; }

    /// <summary>The most notes, and the most injections; <c>null</c>: all.</summary>
    public int? Limit { get; private set; }

    /// <summary>How many prompts are written at once.</summary>
    public int Parallel { get; private set; } = 4;

    /// <summary>The file for the report.</summary>
    public string? Out { get; private set; }

    /// <summary>The report of an earlier run.</summary>
    public string? Compare { get; private set; }

    /// <summary>The folder for the delivered texts.</summary>
    public string? Texts { get; private set; }

    /// <summary>Reads the command line.</summary>
    /// <exception cref="FormatException">It is not understood; the message says what.</exception>
    public static EvaluationOptions Parse(string[] args)
    {
        var options = new EvaluationOptions();
        for (var i = 0; i < args.Length; i += 2)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
                throw new FormatException($"{args[i]} is no option.");
            var value = i + 1 < args.Length ? args[i + 1] : throw new FormatException($"{args[i]} needs a value.");
            options.Set(args[i], value);
        }

        return options;
    }

    private void Set(string name, string value)
    {
        switch (name)
        {
            case "--model": Settings[$"{ModelOptions.Section}:{nameof(ModelOptions.Name)}"] = value; break;
            case "--provider": Settings[$"{ModelOptions.Section}:{nameof(ModelOptions.Provider)}"] = Provider(value); break;
            case "--endpoint": Settings[$"{ModelOptions.Section}:{nameof(ModelOptions.Endpoint)}"] = value; break;
            case "--language": Language = Known(value); break;
            case "--limit": Limit = Number(name, value); break;
            case "--parallel": Parallel = Number(name, value); break;
            case "--out": Out = value; break;
            case "--compare": Compare = value; break;
            case "--texts": Texts = value; break;
            default: throw new FormatException($"{name} is no option.");
        }
    }

    private static string Provider(string value) =>
        value is ModelProviders.Gemini or ModelProviders.OpenAI ? value : throw new FormatException("--provider is gemini or openai.");

    private static string Known(string value) =>
        Subjects.Languages.Contains(value) ? value : throw new FormatException($"--language is one of the corpus: {string.Join(", ", Subjects.Languages)}.");

    private static int Number(string name, string value) =>
        int.TryParse(value, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : throw new FormatException($"{name} has to be a number above 0.");
}
