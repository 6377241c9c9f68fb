using Garnet;
using Garnet.server;

namespace PromptGen.Silo.EmbeddedRedis;

/// <summary>Garnet, with the one thing its host class does not offer: a checkpoint on demand that tells whether it succeeded.</summary>
internal sealed class CheckpointingGarnet(GarnetServerOptions options, ILoggerFactory loggerFactory) : GarnetServer(options, loggerFactory)
{
    private const long FirstVersion = 1;
    private const long FirstAddress = 64;

    /// <summary>
    /// Writes all data into a checkpoint and empties the append-only file. Needed after every recovery: a crash may have cut a
    /// transaction in half, session numbers start over, and the next recovery would take a new transaction of the same number
    /// for a nested one and refuse the whole file.
    /// </summary>
    /// <param name="least">How far the file went before it was recovered, at least.</param>
    /// <exception cref="IOException">The checkpoint could not be written, one that the file builds upon is missing, or a part of the file is.</exception>
    public async Task EmptyAppendOnlyFileAsync(long least)
    {
        var database = storeWrapper.GetDatabasesSnapshot()[0];
        var log = database.AppendOnlyFile.Log;
        var (begin, end) = (log.GetBeginAddress(0), log.GetTailAddress(0));
        // Garnet takes a file that it cannot read for an empty one.
        if (end < least)
            throw new IOException("the append-only file cannot be read to its end");
        if (begin == end)
            return;

        // Garnet takes a missing checkpoint for a first start, even when the file was once emptied into one.
        if (database.Store.CurrentVersion == FirstVersion && begin > FirstAddress)
            throw new IOException("the checkpoint is missing or cannot be read");
        await storeWrapper.TakeCheckpointAsync(background: false, logger: storeWrapper.loggerFactory.CreateLogger("Checkpoint"));

        // Garnet logs what went wrong and goes on; only then is the file as long as before.
        if (log.GetBeginAddress(0) < end)
            throw new IOException("a checkpoint could not be written");
    }
}
