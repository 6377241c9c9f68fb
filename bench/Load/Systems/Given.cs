using System.Diagnostics;
using PromptGen.Load.Http;
using PromptGen.Load.Models;

namespace PromptGen.Load.Systems;

/// <summary>A service at an address, started by hand or by a command that knows <c>start</c> and <c>stop</c>; it has one user.</summary>
/// <param name="options">Where it is.</param>
internal sealed class Given(GivenOptions options) : ISystem
{
    /// <inheritdoc />
    public string Name => options.Name;

    /// <inheritdoc />
    public bool IsOurs => false;

    /// <inheritdoc />
    public async Task<Service> StartAsync(int silos, CancellationToken cancellation)
    {
        if (options.Command is not { } command)
            return new GivenService(options, options.PidFile is { } file ? await File.ReadAllTextAsync(file, cancellation) : "");
        try
        {
            return new GivenService(options, await RunAsync($"{command} start", cancellation));
        }
        catch
        {
            await RunAsync($"{command} stop", CancellationToken.None);
            throw;
        }
    }

    private static async Task<string> RunAsync(string command, CancellationToken cancellation)
    {
        // What it starts may keep its standard error open, so only what it says is read.
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", command]) { RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode == 0 ? said : throw new InvalidOperationException($"`{command}` ended with {process.ExitCode}.");
    }

    private sealed class GivenService(GivenOptions options, string processes) : Service
    {
        private readonly Requests _requests = new(options.Base, options.Token);

        public override Uri Base => options.Base;

        // Lines of a role and a process id, among others.
        public override ILookup<string, int> Processes { get; } = processes.Split('\n')
            .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length == 2 && int.TryParse(words[1], out _))
            .ToLookup(words => words[0], words => int.Parse(words[1], CultureInfo.InvariantCulture));

        public override int? RedisPort => options.RedisPort;

        public override ModelControl? Model { get; } = options.Model is { } model ? new ModelControl(model) : null;

        public override bool HasUsers => false;

        public override Requests For(string user) => _requests;

        public override async ValueTask DisposeAsync()
        {
            Model?.Dispose();
            if (options.Command is { } command)
                await RunAsync($"{command} stop", CancellationToken.None);
        }
    }
}
