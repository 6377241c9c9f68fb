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

    private readonly Dictionary<string, string> _templates = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the shipped file and what the operator configured.</summary>
    public BusinessTemplates(IConfiguration configuration)
    {
        foreach (var (name, shipped) in Shipped())
        {
            // A replaced template is replaced under all its names.
            var prompt = Configured(configuration.GetSection(Section).GetSection(name)) ?? string.Join('\n', shipped.Prompt);
            foreach (var key in shipped.Aliases.Prepend(name))
                _templates[Key(key)] = prompt;
        }

        foreach (var section in configuration.GetSection(Section).GetChildren())
            _templates[Key(section.Key)] = Configured(section) ?? "";
    }

    /// <summary>The template of a business type, in any case and with blanks, hyphens or underscores between its words; null if there is none.</summary>
    public string? Find(string? businessType) =>
        businessType is not null && _templates.GetValueOrDefault(Key(businessType)) is { Length: > 0 } template ? template : null;

    private static Dictionary<string, ShippedTemplate> Shipped()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "business-prompts.json"));
        return JsonSerializer.Deserialize<Dictionary<string, ShippedTemplate>>(file, Json)
            ?? throw new InvalidDataException("business-prompts.json holds no templates.");
    }

    private static string? Configured(IConfigurationSection section) =>
        section.Exists() ? section.Value ?? string.Join('\n', section.GetChildren().Select(line => line.Value)) : null;

    private static string Key(string businessType) =>
        string.Join(' ', businessType.Split([' ', '-', '_'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private sealed record ShippedTemplate(string[] Aliases, string[] Prompt);
}
