using System.Reflection;

namespace PromptGen.ServiceDefaults.Hosting;

/// <summary>
/// Finds settings that nothing reads, such as <c>Model:MaxConcurency</c>. What is known are the settable properties of the classes that
/// name their section in a constant <c>Section</c>.
/// </summary>
public static class UnknownSettings
{
    // What ASP.NET Core and Orleans themselves read of sections that are also ours.
    private static readonly string[] Foreign =
    [
        "Authentication:Schemes", "Authentication:DefaultScheme", "Authentication:RequireAuthenticatedSignIn", "Orleans:Name", "Orleans:Endpoints",
        "Orleans:Clustering", "Orleans:GrainDirectory", "Orleans:GrainStorage", "Orleans:Reminders", "Orleans:Streaming", "Orleans:BroadcastChannel",
        "Orleans:EnableDistributedTracing",
    ];

    // Their keys are names of the operator's own.
    private static readonly string[] OpenSections = ["ConnectionStrings", "BusinessPrompts"];

    /// <summary>Each key without a reader, and the known one most like it; never a value.</summary>
    /// <param name="configuration">All settings.</param>
    /// <param name="assemblies">Where the classes of settings are.</param>
    public static IEnumerable<(string Key, string Nearest)> Find(IConfiguration configuration, params IEnumerable<Assembly> assemblies)
    {
        var sections = assemblies.Distinct().SelectMany(assembly => assembly.GetTypes()).Select(type => (Name: SectionOf(type), Type: type))
            .Where(section => section.Name is not null && Settings(section.Type).Any())
            .ToLookup(section => section.Name!, section => section.Type, StringComparer.OrdinalIgnoreCase);
        string[] names = [.. sections.Select(section => section.Key), .. OpenSections];
        foreach (var section in configuration.GetChildren())
        {
            if (sections.Contains(section.Key))
            {
                foreach (var unknown in Unknown(section, sections[section.Key]))
                    yield return unknown;
            }
            // Anything may stand beside our sections, most of all in the environment; only what looks like one of them is told of.
            else if (section.GetChildren().Any() && Nearest(section.Key, names) is var nearest && !IsSame(nearest, section.Key) && Distance(nearest, section.Key) <= 2)
            {
                yield return (section.Path, nearest);
            }
        }
    }

    private static IEnumerable<(string Key, string Nearest)> Unknown(IConfigurationSection section, IEnumerable<Type> types)
    {
        var known = types.SelectMany(Settings).ToList();
        foreach (var setting in section.GetChildren())
        {
            if (known.Find(property => IsSame(property.Name, setting.Key)) is { } property)
            {
                if (property.PropertyType.Namespace?.StartsWith(nameof(PromptGen), StringComparison.Ordinal) == true && property.PropertyType.IsClass)
                {
                    foreach (var unknown in Unknown(setting, [property.PropertyType]))
                        yield return unknown;
                }
            }
            else if (!Foreign.Contains(setting.Path, StringComparer.OrdinalIgnoreCase))
            {
                yield return (setting.Path, $"{section.Path}:{Nearest(setting.Key, known.Select(one => one.Name))}");
            }
        }
    }

    private static string? SectionOf(Type type) =>
        type.GetField("Section", BindingFlags.Public | BindingFlags.Static) is { IsLiteral: true } constant ? constant.GetRawConstantValue() as string : null;

    private static IEnumerable<PropertyInfo> Settings(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite);

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static string Nearest(string name, IEnumerable<string> known) => known.MinBy(one => Distance(one, name))!;

    /// <summary>How many letters have to be added, dropped or changed (Levenshtein).</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var changed = diagonal + (char.ToLowerInvariant(one[i - 1]) == char.ToLowerInvariant(other[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
