namespace PromptGen.Llm;

/// <summary>
/// A response's body as it may be read: no more than a limit of bytes, each read within a time, and known by its first character. It ends
/// with a blank line, without which a reader of server-sent events drops the last one.
/// </summary>
/// <param name="inner">The body; it is disposed of with this stream.</param>
/// <param name="limit">The most bytes it may have.</param>
/// <param name="watch">Runs out when the first byte is late.</param>
/// <param name="idle">How long each further read may take.</param>
internal sealed class ModelResponseStream(Stream inner, long limit, CancellationTokenSource watch, TimeSpan idle) : Stream
{
    private readonly byte[] _start = new byte[256];
    private long _left = limit;
    private int _peeked;
    private int _given;
    private int _blankLine = 2;
    private bool _hasBegun;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>The first byte that is neither blank nor part of a byte order mark, once it has come; null where there is none.</summary>
    public async ValueTask<byte?> PeekAsync(CancellationToken cancellation)
    {
        var looked = 0;
        while (true)
        {
            for (; looked < _peeked; looked++)
            {
                if (_start[looked] is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0xEF or 0xBB or 0xBF))
                    return _start[looked];
            }

            if (_peeked == _start.Length || await FillAsync(_start.AsMemory(_peeked), cancellation) is not (> 0 and var read))
                return null;
            _peeked += read;
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_given < _peeked)
        {
            var again = Math.Min(buffer.Length, _peeked - _given);
            _start.AsSpan(_given, again).CopyTo(buffer.Span);
            _given += again;
            return again;
        }

        if (await FillAsync(buffer, cancellationToken) is > 0 and var read)
            return read;
        if (_blankLine == 0 || buffer.Length == 0)
            return 0;
        _blankLine--;
        buffer.Span[0] = (byte)'\n';
        return 1;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            watch.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<int> FillAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        // The first byte has what is left of the time for the response's beginning.
        if (_hasBegun)
            watch.CancelAfter(idle);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, watch.Token);
        var read = await inner.ReadAsync(buffer, both.Token);
        _hasBegun = true;
        // Whoever takes long over what was read is not the provider.
        watch.CancelAfter(Timeout.InfiniteTimeSpan);
        return (_left -= read) >= 0 ? read : throw new ModelResponseTooLargeException();
    }
}

/// <summary>Content that is read as this very stream; the platform's own would wrap it.</summary>
internal sealed class ModelResponseContent(ModelResponseStream body) : StreamContent(body)
{
    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(body);

    protected override Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken) => Task.FromResult<Stream>(body);
}
