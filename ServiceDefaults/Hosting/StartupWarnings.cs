using System.Reflection;

namespace PromptGen.ServiceDefaults.Hosting;

/// <summary>Tells at the start what works but is probably not meant.</summary>
public static partial class StartupWarnings
{
    /// <summary>Names an assembly with classes of settings, see <see cref="UnknownSettings"/>.</summary>
    public static void AddSettingsOf(this IServiceCollection services, Assembly assembly) => services.AddSingleton(new SettingsAssembly(assembly));

    /// <summary>Warns of settings that nothing reads.</summary>
    public static void WarnOfUnknownSettings(this WebApplication app)
    {
        var assemblies = app.Services.GetServices<SettingsAssembly>().Select(settings => settings.Assembly).Append(typeof(StartupWarnings).Assembly);
        foreach (var (key, nearest) in UnknownSettings.Find(app.Configuration, assemblies))
            LogUnknownSetting(app.Logger, key, nearest);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The setting {Key} is unknown and does nothing; the nearest known one is {Nearest}")]
    private static partial void LogUnknownSetting(ILogger logger, string key, string nearest);

    private sealed record SettingsAssembly(Assembly Assembly);
}
