namespace PromptGen.Testing;

/// <summary>A directory that goes away with the test.</summary>
public sealed class TempDirectory : IDisposable
{
    /// <summary>Where it is.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("promptgen-test-").FullName;

    /// <summary>A path inside it.</summary>
    public string File(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Deletes it with all it holds.</summary>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
