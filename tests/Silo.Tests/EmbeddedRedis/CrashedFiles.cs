namespace PromptGen.Silo.Tests.EmbeddedRedis;

/// <summary>
/// The files of a server that is killed again and again, and what the last kill left of them before anything recovered from it. After
/// a failure both stay, to be looked into; <see cref="Forget"/> says that there was none.
/// </summary>
internal sealed class CrashedFiles
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("promptgen-kills-");

    /// <summary>Where the server has them.</summary>
    public string Path => System.IO.Path.Combine(_root.FullName, "now");

    /// <summary>Copies them as they are.</summary>
    public void Keep()
    {
        var copy = System.IO.Path.Combine(_root.FullName, "killed");
        if (Directory.Exists(copy))
            Directory.Delete(copy, recursive: true);
        foreach (var file in Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories))
        {
            var target = System.IO.Path.Combine(copy, System.IO.Path.GetRelativePath(Path, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    /// <summary>Deletes all.</summary>
    public void Forget() => _root.Delete(recursive: true);
}
