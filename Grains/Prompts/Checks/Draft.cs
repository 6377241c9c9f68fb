using PromptGen.Prompts.Facts;

namespace PromptGen.Prompts.Checks;

/// <summary>A prompt under check, with what all checks need of it.</summary>
internal sealed class Draft
{
    public Draft(PromptSources sources, string prompt)
    {
        (Sources, Prompt) = (sources, prompt);
        Orders = new Orders(sources.Notes);
        Facts = Held.Add(prompt);
        NoteFacts = Noted.Add(sources.Notes);
        if (sources.Previous is { } previous)
            PreviousFacts = Before.Add(previous);
        if (sources.Template is { } template)
            Others.Add(template);
        if (sources.Feedback is { } feedback)
            Others.Add(feedback);
        Language = Languages.Of(prompt);
    }

    public PromptSources Sources { get; }

    public string Prompt { get; }

    public Orders Orders { get; }

    public string? Language { get; }

    /// <summary>What the prompt holds.</summary>
    public FactIndex Held { get; } = new();

    /// <summary>What the notes hold.</summary>
    public FactIndex Noted { get; } = new();

    /// <summary>What the prompt held before it was refined.</summary>
    public FactIndex Before { get; } = new();

    /// <summary>What the template and the feedback hold.</summary>
    public FactIndex Others { get; } = new();

    public IReadOnlyList<Fact> Facts { get; }

    public IReadOnlyList<Fact> NoteFacts { get; }

    public IReadOnlyList<Fact> PreviousFacts { get; } = [];
}
