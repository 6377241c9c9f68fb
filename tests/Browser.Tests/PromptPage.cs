namespace PromptGen.BrowserTests;

/// <summary>The page in a browser tab, by what a user sees of it.</summary>
internal sealed class PromptPage(IPage tab, Uri url)
{
    public IPage Tab => tab;

    public ILocator Notes => tab.GetByLabel("Your notes", new() { Exact = true });

    public ILocator BusinessType => tab.GetByLabel("Business type");

    public ILocator Complaint => tab.Locator("#compose-error");

    public ILocator Count => tab.Locator("#count");

    public ILocator Generate => Button("Generate");

    public ILocator Cancel => Button("Cancel");

    public ILocator Copy => Button("Copy");

    public ILocator Download => Button("Download");

    public ILocator TryAgain => Button("Try again");

    public ILocator Status => tab.Locator("#status");

    public ILocator Progress => tab.GetByRole(AriaRole.Progressbar);

    public ILocator Result => tab.GetByRole(AriaRole.Region, new() { Name = "Generated prompt" });

    public ILocator Edit => Button("Edit");

    public ILocator Undo => Button("Undo");

    public ILocator Feedback => tab.GetByLabel("What should change?");

    public ILocator Facts => tab.Locator("#facts .fact");

    public ILocator Versions => tab.Locator("#versions button");

    public ILocator Warning => tab.Locator("#warning-words");

    public ILocator Note => tab.Locator("#server-note");

    public ILocator Cost => tab.Locator("#cost");

    public ILocator Balance => tab.Locator("#balance");

    public ILocator Failure => tab.GetByRole(AriaRole.Heading, new() { Level = 3 });

    public ILocator Advice => tab.Locator("#error-advice");

    public ILocator Recent => tab.Locator("#recent button");

    public ILocator ClearList => Button("Clear list");

    public ILocator TokenDialog => tab.GetByRole(AriaRole.Dialog);

    public ILocator Button(string name) => tab.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public Task OpenAsync() => tab.GotoAsync(url.ToString());

    /// <summary>Writes notes and generates from them.</summary>
    public async Task GenerateAsync(string notes)
    {
        await Notes.FillAsync(notes);
        await Generate.ClickAsync();
    }

    /// <summary>Asks for a change of the prompt on show.</summary>
    public async Task RefineAsync(string feedback)
    {
        await Feedback.FillAsync(feedback);
        await Button("Refine").ClickAsync();
    }

    /// <summary>Generates to the end.</summary>
    public async Task GenerateToTheEndAsync(string notes)
    {
        await GenerateAsync(notes);
        await Expect(Status).ToHaveTextAsync("Prompt generated successfully");
    }
}
