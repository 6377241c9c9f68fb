using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace PromptGen.Prompts;

/// <summary>
/// The business templates that ship in <c>business-prompts.json</c>, in English and in other languages. Configuration adds to them and replaces them:
/// <c>BusinessPrompts:restaurant</c> is a whole template (one string, or a list of lines) that counts for every language but those that have one of their own,
/// as <c>BusinessPrompts:restaurant.fa</c>; an empty one takes it away.
/// </summary>
public sealed class BusinessTemplates
{
    /// <summary>The configuration section whose keys are business types.</summary>
    public const string Section = "BusinessPrompts";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Dictionary<string, NamedTemplate> _templates = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _aliases = [];

    /// <summary>Reads the shipped file and what the operator configured.</summary>
    public BusinessTemplates(IConfiguration configuration)
    {
        foreach (var (name, shipped) in Shipped())
        {
            // A replaced template is replaced under all its names and in all languages.
            var configured = Configured(configuration.GetSection(Section).GetSection(name));
            var template = new NamedTemplate(name, configured ?? string.Join('\n', shipped.Prompt));
            foreach (var key in shipped.Aliases.Prepend(name))
                _templates[KeyOf(key)] = template;
            foreach (var (language, prompt) in configured is null ? shipped.Languages : [])
                _templates[KeyOf($"{name}.{language}")] = new($"{name}.{language}", string.Join('\n', prompt));
            _aliases[KeyOf(name)] = shipped.Aliases;
        }

        foreach (var section in configuration.GetSection(Section).GetChildren())
            _templates[KeyOf(section.Key)] = new(section.Key, Configured(section) ?? "");
    }

    /// <summary>All of them, without their aliases.</summary>
    public IEnumerable<NamedTemplate> All => _templates.Values.Where(template => template.Text.Length > 0).DistinctBy(template => KeyOf(template.Name));

    /// <summary>
    /// What names of a business type have in common, in whatever case, with blanks, hyphens or underscores between their words, and with Arabic or Persian letters where
    /// keyboards differ.
    /// </summary>
    public static string KeyOf(string businessType) => string.Join(' ', businessType.ToUpperInvariant().Replace('ي', 'ی').Replace('ك', 'ک')
        .Split([' ', '-', '_', '\u200c'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>The template of a business type, by any of its names, in a language if there is one in it; <c>null</c> if there is none at all.</summary>
    public NamedTemplate? Find(string? businessType, string? language = null) => businessType is null ? null
        : NamesOf(businessType, language).Select(name => _templates.GetValueOrDefault(KeyOf(name))).FirstOrDefault(template => template?.Text.Length > 0);

    /// <summary>The name of the template that a business type is an alias of; its own where it is none.</summary>
    public string NameOf(string businessType) => _templates.TryGetValue(KeyOf(businessType), out var template) ? template.Name : businessType;

    /// <summary>Other names of a template.</summary>
    public IReadOnlyList<string> AliasesOf(string name) => _aliases.GetValueOrDefault(KeyOf(name), []);

    /// <summary>The names under which a template for a business type may be found, those for the language first.</summary>
    public IEnumerable<string> NamesOf(string businessType, string? language)
    {
        string[] names = [businessType, NameOf(businessType)];
        return (language is null ? [] : LanguageTag.AndShorter(language)).SelectMany(tag => names.Select(name => $"{name}.{tag}")).Concat(names);
    }

    private static Dictionary<string, ShippedTemplate> Shipped()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "business-prompts.json"));
        return JsonSerializer.Deserialize<Dictionary<string, ShippedTemplate>>(file, Json)
            ?? throw new InvalidDataException("business-prompts.json holds no templates.");
    }

    private static string? Configured(IConfigurationSection section) =>
        section.Exists() ? section.Value ?? string.Join('\n', section.GetChildren().Select(line => line.Value)) : null;

    private sealed record ShippedTemplate(string[] Aliases, string[] Prompt, Dictionary<string, string[]> Languages);
}
