using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace PromptGen.Prompts;

/// <summary>
/// The business templates that ship in <c>business-prompts.json</c>. Configuration adds to them and replaces them:
/// <c>BusinessPrompts:restaurant</c> is a whole template (one string, or a list of lines), and an empty one takes it away.
/// </summary>
public sealed class BusinessTemplates
{
    /// <summary>The configuration section whose keys are business types.</summary>
    public const string Section = "BusinessPrompts";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Dictionary<string, (string Name, string Prompt)> _templates = [];

    /// <summary>Reads the shipped file and what the operator configured.</summary>
    public BusinessTemplates(IConfiguration configuration)
    {
        foreach (var (name, shipped) in Shipped())
        {
            // A replaced template is replaced under all its names.
            var prompt = Configured(configuration.GetSection(Section).GetSection(name)) ?? string.Join('\n', shipped.Prompt);
            foreach (var key in shipped.Aliases.Prepend(name))
                _templates[KeyOf(key)] = (name, prompt);
        }

        foreach (var section in configuration.GetSection(Section).GetChildren())
            _templates[KeyOf(section.Key)] = (section.Key, Configured(section) ?? "");
    }

    /// <summary>All of them, without their aliases.</summary>
    public IEnumerable<(string Name, string Prompt)> All => _templates.Values.Where(template => template.Prompt.Length > 0).DistinctBy(template => KeyOf(template.Name));

    /// <summary>What names of a business type have in common, in whatever case and with blanks, hyphens or underscores between their words.</summary>
    public static string KeyOf(string businessType) =>
        string.Join(' ', businessType.ToUpperInvariant().Split([' ', '-', '_'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>The template of a business type, by any of its names; <c>null</c> if there is none.</summary>
    public string? Find(string? businessType) =>
        businessType is not null && _templates.TryGetValue(KeyOf(businessType), out var template) && template.Prompt.Length > 0 ? template.Prompt : null;

    /// <summary>The name of the template that a business type is an alias of; its own where it is none.</summary>
    public string NameOf(string businessType) => _templates.TryGetValue(KeyOf(businessType), out var template) ? template.Name : businessType;

    private static Dictionary<string, ShippedTemplate> Shipped()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "business-prompts.json"));
        return JsonSerializer.Deserialize<Dictionary<string, ShippedTemplate>>(file, Json)
            ?? throw new InvalidDataException("business-prompts.json holds no templates.");
    }

    private static string? Configured(IConfigurationSection section) =>
        section.Exists() ? section.Value ?? string.Join('\n', section.GetChildren().Select(line => line.Value)) : null;

    private sealed record ShippedTemplate(string[] Aliases, string[] Prompt);
}
