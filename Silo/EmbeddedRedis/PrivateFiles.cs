using System.Runtime.InteropServices;

namespace PromptGen.Silo.EmbeddedRedis;

/// <summary>
/// Closes the embedded server's files to other users of the machine, because they hold users' texts: 0700 and 0600. Windows has no such
/// rights; there a folder inside a user's own is closed by what it inherits.
/// </summary>
internal static class PrivateFiles
{
    private const UnixFileMode Directories = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Files = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int ForOthers = 0b000_111_111;

    /// <summary>What this process creates from now on is its user's alone. Garnet opens its files itself and at any time, so nothing less than the process will do.</summary>
    public static void FromNowOn()
    {
        if (!OperatingSystem.IsWindows())
            _ = SetCreationMask(ForOthers);
    }

    /// <summary>Closes what an earlier version left open.</summary>
    /// <param name="directory">The server's directory.</param>
    /// <param name="entries">What in it is the server's own; anything else is left alone, and then so is the directory, which is not the server's alone.</param>
    /// <returns>Whether other users are kept out; not where this user may not change the rights.</returns>
    public static bool Close(string directory, IReadOnlyCollection<string> entries)
    {
        if (OperatingSystem.IsWindows())
            return true;
        try
        {
            var all = Directory.GetFileSystemEntries(directory);
            var own = all.Where(entry => entries.Contains(Path.GetFileName(entry))).ToArray();
            if (own.Length == all.Length)
                Set(directory, Directories);
            foreach (var entry in own)
                CloseAll(entry);
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static void CloseAll(string entry)
    {
        if (!Directory.Exists(entry))
        {
            Set(entry, Files);
            return;
        }
        Set(entry, Directories);
        foreach (var inner in Directory.EnumerateFileSystemEntries(entry))
            CloseAll(inner);
    }

    private static void Set(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(path) != mode)
            File.SetUnixFileMode(path, mode);
    }

    [DllImport("libc", EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetCreationMask(int mask);
}
