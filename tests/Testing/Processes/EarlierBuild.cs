using System.Diagnostics;
using System.Formats.Tar;

namespace PromptGen.Testing.Processes;

/// <summary>The programs of an earlier commit, built from the repository's own history, to run beside or before those of now.</summary>
public sealed class EarlierBuild : IDisposable
{
    private static readonly TimeSpan BuildBound = TimeSpan.FromMinutes(10);

    private readonly TempDirectory _directory = new();

    private EarlierBuild()
    {
    }

    /// <summary>The root of its sources, in which the programs are built.</summary>
    public string Root => _directory.Path;

    /// <summary>Builds them in the configuration of the tests.</summary>
    /// <returns>The build; <c>null</c> where the history does not go back so far.</returns>
    public static async Task<EarlierBuild?> TryBuildAsync(string commit, CancellationToken cancellation)
    {
        var repository = ProgramProcess.RepositoryRoot;
        if (await RunAsync(repository, cancellation, "git", "cat-file", "-e", $"{commit}^{{commit}}") != 0)
            return null;
        var build = new EarlierBuild();
        try
        {
            var sources = build._directory.File("sources.tar");
            await RunOrThrowAsync(repository, cancellation, "git", "archive", "--output", sources, commit);
            await TarFile.ExtractToDirectoryAsync(sources, build.Root, overwriteFiles: false, cancellation);
            // The silo's program is built with it.
            await RunOrThrowAsync(build.Root, cancellation, "dotnet", "build", "Gateway", "-c", ProgramProcess.Configuration, "--nologo", "-v", "q");
            return build;
        }
        catch
        {
            build.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _directory.Dispose();

    private static async Task RunOrThrowAsync(string folder, CancellationToken cancellation, params string[] command)
    {
        if (await RunAsync(folder, cancellation, command) is not 0 and var code)
            throw new InvalidOperationException($"'{string.Join(' ', command)}' ended with {code}.");
    }

    private static async Task<int> RunAsync(string folder, CancellationToken cancellation, params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = folder })!;
        await process.WaitForExitAsync(cancellation).WaitAsync(BuildBound, cancellation);
        return process.ExitCode;
    }
}
