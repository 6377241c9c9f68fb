using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace PromptGen.ServiceDefaults.Hosting;

/// <summary>Runs a program so that a start that cannot succeed ends in one clear line and a non-zero exit code.</summary>
public static class Startup
{
    /// <summary>Runs <paramref name="program"/>.</summary>
    /// <returns>The process's exit code.</returns>
    public static Task<int> Run(Func<Task> program) => Run(async () =>
    {
        await program();
        return 0;
    }, failed: 1);

    /// <summary>Runs <paramref name="program"/>, which says how it ended.</summary>
    /// <param name="program">The program.</param>
    /// <param name="failed">The exit code of one that cannot start.</param>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> Run(Func<Task<int>> program, int failed)
    {
        try
        {
            return await program();
        }
        catch (Exception failure) when (Explain(failure) is not null)
        {
            await Console.Error.WriteLineAsync($"PromptGen cannot start: {Explain(failure)}");
            return failed;
        }
    }

    /// <summary>Checks that nobody listens where this program wants to.</summary>
    /// <exception cref="StartupException">Somebody does.</exception>
    public static void RequireFree(int port, string setting)
    {
        if (!Ports.IsFree(port))
            throw new StartupException($"port {port} is taken by another program. Stop that one, or choose another port by {setting}.");
    }

    private static string? Explain(Exception failure) => failure switch
    {
        StartupException => failure.Message,
        OptionsValidationException invalid => string.Join(" ", invalid.Failures),
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } => $"{failure.Message} Choose another by --urls.",
        SocketException or FormatException or InvalidDataException => failure.Message,
        OrleansConfigurationException => failure.Message,
        // A value that is no number, time span or the like; the message names the setting.
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } => failure.Message,
        AggregateException several when several.InnerExceptions.All(one => Explain(one) is not null) =>
            string.Join(" ", several.InnerExceptions.Select(Explain)),
        _ => null,
    };
}
