using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace PromptGen.ClusterTests.Clusters;

/// <summary>Finds the commands in what a client sends to Redis: arrays of bulk strings, as RESP2 has them.</summary>
internal static class RespReader
{
    /// <summary>Takes the first whole command off the buffer.</summary>
    /// <returns>The command and its bytes; <c>null</c> while it is not complete.</returns>
    public static (RedisCommand Command, ReadOnlySequence<byte> Bytes)? Read(ref ReadOnlySequence<byte> buffer)
    {
        var reader = new SequenceReader<byte>(buffer);
        if (ReadNumber(ref reader, (byte)'*') is not { } count)
            return null;
        var words = new List<string>(count);
        for (var i = 0; i < count; i++)
        {
            if (ReadNumber(ref reader, (byte)'$') is not { } length || reader.Remaining < length + 2)
                return null;
            words.Add(Encoding.UTF8.GetString(reader.UnreadSequence.Slice(0, length)));
            reader.Advance(length + 2);
        }
        var bytes = buffer.Slice(0, reader.Position);
        buffer = buffer.Slice(reader.Position);
        return (new RedisCommand(words), bytes);
    }

    private static int? ReadNumber(ref SequenceReader<byte> reader, byte type)
    {
        if (!reader.TryReadTo(out ReadOnlySequence<byte> line, "\r\n"u8))
            return null;
        var text = line.ToArray();
        return text[0] == type && Utf8Parser.TryParse(text.AsSpan(1), out int number, out _)
            ? number
            : throw new InvalidOperationException($"Not a command to Redis: {Encoding.UTF8.GetString(text)}");
    }
}
