using System.Buffers.Binary;

namespace PromptGen.Silo.EmbeddedRedis;

/// <summary>
/// Garnet's append-only file as a kill may leave it. Garnet 2.2.8 recovers it from the last commit record that it finds, and a record is
/// a header, a version and 36 bytes guarded by a checksum. The disk is written by whole sectors: a sector may take the first eight bytes
/// of a record along that was only begun when the process died. Behind a header and a version 36 zeros satisfy the checksum, and Garnet takes them for
/// the order to begin with an empty file: everything acknowledged since the last checkpoint would be gone without a word.
/// </summary>
internal static class AppendOnlyFile
{
    private const int HeaderSize = sizeof(int), VersionSize = sizeof(int), Alignment = 4;

    // A commit's own file: its size, then the record's version, checksum, begin, end, number and the size of a cookie that Garnet does not use.
    private const int CommitFileSize = 44, EndOffset = 24;

    /// <summary>Takes a record that was only begun off the end.</summary>
    /// <param name="directory">Where the server keeps its files; it does not run.</param>
    /// <returns>How far the file goes at least, in Garnet's addresses; 0 when there is none.</returns>
    public static long Mend(string directory)
    {
        var folder = Path.Combine(directory, "AOF");
        var end = LastCommit(Path.Combine(folder, "log-commits"));
        if (end > 0 && FindBegun(folder, end) is { } begun)
        {
            using var segment = File.Open(Segment(folder, begun), FileMode.Open, FileAccess.Write);
            segment.Position = Offset(begun);
            segment.Write(new byte[HeaderSize + VersionSize]);
            segment.Flush(flushToDisk: true);
        }
        return end;
    }

    /// <returns>The end of what the newest commit with a file of its own covers. Garnet writes such a file once in a thousand commits.</returns>
    private static long LastCommit(string folder)
    {
        if (!Directory.Exists(folder))
            return 0;
        return Directory.EnumerateFiles(folder)
            .Select(File.ReadAllBytes)
            .Where(commit => commit.Length >= CommitFileSize)
            .Select(commit => BinaryPrimitives.ReadInt64LittleEndian(commit.AsSpan(EndOffset)))
            .DefaultIfEmpty()
            .Max();
    }

    /// <returns>The address of a commit record that holds nothing behind its version.</returns>
    private static long? FindBegun(string folder, long address)
    {
        var (segment, bytes) = ("", Array.Empty<byte>());
        while (true)
        {
            if (segment != Segment(folder, address))
            {
                segment = Segment(folder, address);
                if (!File.Exists(segment))
                    return null;
                bytes = File.ReadAllBytes(segment);
            }
            var rest = bytes.AsSpan(Math.Min(Offset(address), bytes.Length));
            // What was never written is zero, and so is what is left of a page, since nothing spans two.
            var header = rest.Length < HeaderSize ? 0 : BinaryPrimitives.ReadInt32LittleEndian(rest);
            var size = Math.Abs((long)header);
            if (size > GarnetSettings.AofPage)
                return null;
            // A commit record has the negative of its size in its header.
            if (header < 0 && !Between(rest, HeaderSize + VersionSize, HeaderSize + size).ContainsAnyExcept((byte)0))
                return address;
            address = header == 0 ? ((address / GarnetSettings.AofPage) + 1) * GarnetSettings.AofPage : address + HeaderSize + ((size + Alignment - 1) & -Alignment);
        }
    }

    private static ReadOnlySpan<byte> Between(ReadOnlySpan<byte> bytes, int from, long to) => bytes[Math.Min(from, bytes.Length)..(int)Math.Min(to, bytes.Length)];

    private static string Segment(string folder, long address) => Path.Combine(folder, $"aof.log.{address / GarnetSettings.AofSegment}");

    private static int Offset(long address) => (int)(address % GarnetSettings.AofSegment);
}
