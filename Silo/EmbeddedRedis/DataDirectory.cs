namespace PromptGen.Silo.EmbeddedRedis;

/// <summary>
/// The directory that holds the embedded server's files, owned by one process at a time: two servers writing the same
/// append-only file would destroy it. The operating system drops the lock when its owner dies, so a crash leaves nothing to clean up.
/// </summary>
internal sealed class DataDirectory : IDisposable
{
    private const string LockFile = "promptgen.lock";

    // Garnet's are named by Garnet.
    private static readonly string[] Entries = [LockFile, "AOF", "Store"];

    private readonly FileStream _lock;

    private DataDirectory(string path, FileStream @lock)
    {
        Path = path;
        _lock = @lock;
        IsPrivate = PrivateFiles.Close(path, Entries);
    }

    /// <summary>The absolute path.</summary>
    public string Path { get; }

    /// <summary>Whether other users of the machine can read nothing in it.</summary>
    public bool IsPrivate { get; }

    /// <summary>Creates the directory if it is missing and takes its lock.</summary>
    /// <exception cref="EmbeddedRedisException">It cannot be created or written, or another process owns it.</exception>
    public static DataDirectory Open(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        PrivateFiles.FromNowOn();
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(path, e);
        }

        var lockFile = System.IO.Path.Combine(path, LockFile);
        try
        {
            return new DataDirectory(path, new FileStream(lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException e)
        {
            throw NotWritable(path, e);
        }
        catch (IOException e)
        {
            // Being unable to write and being locked out are both plain IOExceptions on some systems; a second file tells them apart.
            throw CanWrite(path)
                ? new EmbeddedRedisException($"The data directory '{path}' is in use by another PromptGen process.", e)
                : NotWritable(path, e);
        }
    }

    /// <summary>
    /// Opens every file for reading and writing once. Garnet opens them when it needs them, and answers nobody any more when it cannot.
    /// </summary>
    /// <exception cref="EmbeddedRedisException">A file cannot be opened, for instance because another user owns it.</exception>
    public void CheckFiles()
    {
        foreach (var file in Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories).Where(file => file != _lock.Name))
        {
            try
            {
                using var _ = File.Open(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new EmbeddedRedisException($"The file '{file}' of the embedded Redis cannot be opened: {e.Message}", e);
            }
        }
    }

    /// <summary>Releases the directory to other processes.</summary>
    public void Dispose() => _lock.Dispose();

    private static EmbeddedRedisException NotWritable(string path, Exception cause) =>
        new($"The data directory '{path}' cannot be written to: {cause.Message}", cause);

    private static bool CanWrite(string path)
    {
        var probe = System.IO.Path.Combine(path, System.IO.Path.GetRandomFileName());
        try
        {
            using var _ = new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
