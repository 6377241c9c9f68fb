using PromptGen.ServiceDefaults.Hosting;
using PromptGen.ServiceDefaults.Logging;
using PromptGen.ServiceDefaults.Security;

namespace PromptGen.ServiceDefaults;

/// <summary>What a silo and a gateway have in common as programs.</summary>
public static class PromptGenHost
{
    /// <summary>Creates the builder of a program.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="defaultUrl">Where the program listens when nothing says otherwise.</param>
    /// <exception cref="StartupException">Somebody else listens there, or it is not clear in which environment it runs.</exception>
    public static WebApplicationBuilder CreateBuilder(string[] args, string defaultUrl)
    {
        RequireOneEnvironment();
        // The built program can be started from any directory and still finds its files.
        var here = Directory.GetCurrentDirectory();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = File.Exists(Path.Combine(here, "appsettings.json")) ? here : AppContext.BaseDirectory,
        });
        builder.Configuration.Sources.Insert(0, new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource { InitialData = Defaults(defaultUrl, builder.Environment.IsDevelopment()) });

        builder.AddLogPrivacy();
        builder.LeaveStartFailuresToStartup();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        // Before ASP.NET Core's own filters, which answer too.
        builder.Services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter, SecurityHeaders>());
        foreach (var url in (builder.Configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var port = BindingAddress.Parse(url).Port;
            if (port != 0)
                Startup.RequireFree(port, "--urls");
        }
        return builder;
    }

    /// <summary>Runs the program until it is asked to stop, which may be while it still starts.</summary>
    public static async Task RunUntilStopped(this WebApplication app)
    {
        var stopping = app.Lifetime.ApplicationStopping;
        try
        {
            await app.RunAsync();
        }
        catch (Exception cancelled) when (stopping.IsCancellationRequested && cancelled is (OperationCanceledException or OrleansLifecycleCanceledException))
        {
            // A start may wait long, such as for the first silo of the cluster.
        }
    }

    /// <summary>
    /// Why a start failed is said once, by <see cref="Startup"/>, and not with a stack trace by the host as well. What
    /// fails later, and a background service that fails during the start (critical), is still the host's to log.
    /// </summary>
    private static void LeaveStartFailuresToStartup(this WebApplicationBuilder builder) =>
        builder.Services.AddOptions<LoggerFilterOptions>().Configure<IServiceProvider>((logging, services) =>
            logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level =>
                level is LogLevel.Critical
                || (level >= LogLevel.Information && services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.IsCancellationRequested)));

    /// <summary>Development gives tokens away: where the two names for the environment differ, nobody can have meant it.</summary>
    private static void RequireOneEnvironment()
    {
        var (aspNet, dotNet) = (Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT"), Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT"));
        if (!string.IsNullOrEmpty(aspNet) && !string.IsNullOrEmpty(dotNet) && !aspNet.Equals(dotNet, StringComparison.OrdinalIgnoreCase))
            throw new StartupException($"ASPNETCORE_ENVIRONMENT is {aspNet} and DOTNET_ENVIRONMENT is {dotNet}. Set both to the same, or only one of them.");
    }

    private static Dictionary<string, string?> Defaults(string url, bool isDevelopment) => new()
    {
        ["urls"] = url,
        // In Development everything trusts this machine; a foreign page whose name was pointed at it still sends its own name.
        ["AllowedHosts"] = isDevelopment ? "localhost;127.0.0.1;[::1]" : "*",
        // Named, because without a name the formatter's options are not read.
        ["Logging:Console:FormatterName"] = "simple",
        ["Logging:Console:FormatterOptions:SingleLine"] = "true",
        ["Logging:Console:FormatterOptions:UseUtcTimestamp"] = "true",
        ["Logging:Console:FormatterOptions:TimestampFormat"] = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ",
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
        // It says nothing above Information, but with every request it begins an activity and a scope; for those who listen to activities it begins them all the same.
        ["Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics"] = "None",
        ["Logging:LogLevel:Microsoft.Extensions.Http"] = "Warning",
        // Repeats what a refused token says, whatever that is; why it was refused is logged by us.
        ["Logging:LogLevel:Microsoft.AspNetCore.Authentication.JwtBearer"] = "Error",
        ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Error",
        ["Logging:LogLevel:Orleans"] = "Warning",
        // Takes the machine's uptime for a stall at its first look.
        ["Logging:LogLevel:Orleans.Runtime.Watchdog"] = "Error",
        ["Logging:LogLevel:Polly"] = "Error",
        // Tells of every failed or cancelled call with a stack trace; what matters of it is logged by the writer of prompts.
        ["Logging:LogLevel:Microsoft.Extensions.AI"] = "Error",
    };
}
