using System.Net;
using Garnet.server;
using Garnet.server.Auth.Settings;
using Tsavorite.core;

namespace PromptGen.Silo.EmbeddedRedis;

/// <summary>How Garnet runs inside PromptGen: durable per answer, bounded on disk and in memory, quick to start.</summary>
internal static class GarnetSettings
{
    /// <summary>Bytes of a page and of a segment, which is a file, of the append-only file.</summary>
    public const int AofPage = 4 << 20, AofSegment = 16 << 20;

    /// <summary>Settings for a server that listens on <paramref name="endPoint"/> and keeps all its files under <paramref name="directory"/>.</summary>
    public static GarnetServerOptions Create(string directory, IPEndPoint endPoint, string password, ILogger logger) => new(logger)
    {
        EndPoints = [endPoint],
        AuthSettings = new PasswordAuthenticationSettings(password),
        QuietMode = true,
        MaxDatabases = 1,

        // Orleans writes grain state by scripts with one writing command each, all over this process's one connection. As transactions
        // they would gain nothing, and a crash can leave a script half done either way.
        EnableLua = true,
        LuaTransactionMode = false,
        LuaOptions = new LuaOptions(logger),

        // An answer leaves when its write is in the file. Without WaitForCommit the write is merely under way.
        EnableAOF = true,
        CommitFrequencyMs = 0,
        WaitForCommit = true,
        AofPageSize = $"{AofPage}",
        AofMemorySize = "16m",

        // Beyond the limit Garnet takes a checkpoint and drops the segments it covers.
        AofSegmentSize = $"{AofSegment}",
        AofSizeLimit = "64m",
        AofSizeLimitEnforceFrequencySecs = 1,

        // A checkpoint of the index each time costs 16 MB of writing; recovery then never scans more than the last checkpoint.
        FullCheckpointLogInterval = 0,

        // A store whose files cannot be read must not come up empty.
        Recover = true,
        FailOnRecoveryError = true,
        CheckpointDir = directory,

        // What does not fit in memory goes to disk; without the tier Garnet would forget it. Pages are small because memory
        // is freed by the page, and a page of small hashes weighs some twenty times its own size.
        LogMemorySize = "256m",
        IndexMemorySize = "16m",
        PageSize = "1m",
        EnableStorageTier = true,
        LogDir = directory,
        SegmentSize = "4m",
        ObjectLogSegmentSize = "32m",
        DeviceType = DeviceType.RandomAccess,

        // Deleted and expired keys leave the disk by compaction, which copies what is alive, and memory by a scan.
        CompactionType = LogCompactionType.Lookup,
        CompactionMaxSegments = 8,
        ExpiredKeyDeletionScanFrequencySecs = 30,
    };
}
