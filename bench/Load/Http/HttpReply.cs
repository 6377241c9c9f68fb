using System.Buffers.Text;

namespace PromptGen.Load.Http;

/// <summary>An answer; its body is valid until the connection is used again.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Body">The body, as it was before it was cut into chunks.</param>
internal readonly record struct HttpReply(int Status, ReadOnlyMemory<byte> Body)
{
    /// <summary>The text of the first member with that name, which has to be a string; <c>null</c> without one.</summary>
    /// <remarks>A quote inside a JSON text is escaped, so a quoted name cannot be part of one.</remarks>
    public string? Text(string name)
    {
        var body = Body.Span;
        var at = body.IndexOf(System.Text.Encoding.UTF8.GetBytes($"\"{name}\""));
        if (at < 0)
            return null;
        body = body[(at + name.Length + 2)..].TrimStart(" :"u8);
        if (body is not [(byte)'"', ..])
            return null;
        body = body[1..];
        return System.Text.Encoding.UTF8.GetString(body[..body.IndexOf((byte)'"')]);
    }

    /// <summary>Reads an answer off the buffer.</summary>
    /// <param name="buffer">What came so far.</param>
    /// <param name="body">Where to put the body; large enough for all of the buffer.</param>
    /// <param name="reply">The answer.</param>
    /// <returns>Whether it is there as a whole.</returns>
    public static bool TryRead(ReadOnlySpan<byte> buffer, Memory<byte> body, out HttpReply reply)
    {
        reply = default;
        var end = buffer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return false;
        var head = buffer[..end];
        var rest = buffer[(end + 4)..];
        if (!Utf8Parser.TryParse(head[9..], out int status, out _))
            throw new IOException("Not an HTTP/1.1 answer.");
        var length = Header(head, "content-length"u8);
        if (length >= 0)
        {
            if (rest.Length < length)
                return false;
            rest[..length].CopyTo(body.Span);
        }
        else if (status is not (204 or 304))
        {
            length = Join(rest, body.Span);
            if (length < 0)
                return false;
        }
        reply = new HttpReply(status, body[..Math.Max(length, 0)]);
        return true;
    }

    /// <summary>The number in a header; -1 without it.</summary>
    private static int Header(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name)
    {
        while (head.IndexOf("\r\n"u8) is var next and >= 0)
        {
            head = head[(next + 2)..];
            if (head.Length > name.Length && head[name.Length] == ':' && System.Text.Ascii.EqualsIgnoreCase(head[..name.Length], name))
                return Utf8Parser.TryParse(head[(name.Length + 1)..].TrimStart((byte)' '), out int value, out _) ? value : -1;
        }
        return -1;
    }

    /// <summary>Puts the chunks together.</summary>
    /// <returns>How many bytes they hold; -1 while the last one is missing.</returns>
    private static int Join(ReadOnlySpan<byte> chunks, Span<byte> body)
    {
        var total = 0;
        while (chunks.IndexOf("\r\n"u8) is var line and >= 0 && Utf8Parser.TryParse(chunks[..line], out int size, out _, 'x'))
        {
            chunks = chunks[(line + 2)..];
            if (chunks.Length < size + 2)
                return -1;
            if (size == 0)
                return total;
            chunks[..size].CopyTo(body[total..]);
            total += size;
            chunks = chunks[(size + 2)..];
        }
        return -1;
    }
}
