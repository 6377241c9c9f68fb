using PromptGen.Prompts.Facts;

namespace PromptGen.Prompts;

/// <summary>The template that a generation uses.</summary>
/// <param name="Version">By which it is remembered; 0: it ships with the service or is configured, or there is none.</param>
/// <param name="Text">The template; <c>null</c>: there is none.</param>
/// <param name="Name">Its name.</param>
public readonly record struct ChosenTemplate(long Version, string? Text, string? Name);

/// <summary>Chooses the template of a generation: what administrators have set counts before what ships with the service or is configured.</summary>
public sealed class BusinessPrompts(BusinessTemplates builtIn, IBusinessPromptStore store)
{
    /// <summary>The one in force now for what a user asks for. A prompt that is changed has its form already.</summary>
    /// <exception cref="OrleansException">The store cannot be reached or refuses.</exception>
    public ValueTask<ChosenTemplate> For(PromptSubmission submission) =>
        submission.PreviousPrompt is null ? InForce(submission.BusinessType, LanguageOf(submission)) : default;

    /// <summary>The one that was chosen before for it, whatever is in force now.</summary>
    /// <exception cref="OrleansException">The store cannot be reached or refuses.</exception>
    public ValueTask<ChosenTemplate> For(PromptSubmission submission, long version) =>
        submission.PreviousPrompt is null ? Chosen(submission.BusinessType, LanguageOf(submission), version) : default;

    /// <summary>The one in force now, on whichever silo: nothing else is asked for a generation without a business type.</summary>
    /// <param name="businessType">The kind of business.</param>
    /// <param name="language">The language that the prompt will be in, where it is known.</param>
    /// <exception cref="OrleansException">The store cannot be reached or refuses.</exception>
    public async ValueTask<ChosenTemplate> InForce(string? businessType, string? language)
    {
        if (businessType is null)
            return default;
        return Find(await store.Current(), businessType, language) is { } set ? new ChosenTemplate(set.Version, set.Prompt, set.Name) : BuiltIn(businessType, language);
    }

    /// <summary>The one that was chosen before, whatever is in force now.</summary>
    /// <exception cref="OrleansException">The store cannot be reached or refuses.</exception>
    public async ValueTask<ChosenTemplate> Chosen(string? businessType, string? language, long version)
    {
        if (version == 0)
            return BuiltIn(businessType, language);
        // A task that was left for longer than replaced templates are kept goes on with what there is.
        return await store.Find(version) is { } text ? new ChosenTemplate(version, text, builtIn.NameOf(businessType!)) : await InForce(businessType, language);
    }

    /// <summary>What administrators have set for a business type: under this very name, or under the name of the template that it is an alias of; the one for a language first.</summary>
    public StoredBusinessPrompt? Find(BusinessPromptSet set, string businessType, string? language = null) =>
        builtIn.NamesOf(businessType, language).Select(name => set.Prompts.GetValueOrDefault(BusinessTemplates.KeyOf(name))).FirstOrDefault(found => found is not null);

    /// <summary>The language that the prompt will be in: what was asked for, else that of the notes where it is clear. Nothing is looked for where there is no template to choose.</summary>
    public static string? LanguageOf(PromptSubmission submission) =>
        submission.Language ?? (submission.BusinessType is null ? null : Languages.Of(submission.ManualPrompt));

    private ChosenTemplate BuiltIn(string? businessType, string? language) =>
        builtIn.Find(businessType, language) is { } template ? new ChosenTemplate(0, template.Text, template.Name) : default;
}
