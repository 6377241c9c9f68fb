using System.Buffers.Binary;
using System.Security.Cryptography;

namespace PromptGen;

/// <summary>The address of a batch: its owner and its id, as <see cref="PromptTaskKey"/> is that of a generation.</summary>
/// <param name="UserId">The owner.</param>
/// <param name="BatchId">The batch's id, random or derived from an idempotency key.</param>
[GenerateSerializer, Immutable, Alias("PromptBatchKey")]
public readonly record struct PromptBatchKey([property: Id(0)] string UserId, [property: Id(1)] Guid BatchId)
{
    /// <summary>Reads the form that <see cref="ToString"/> writes.</summary>
    /// <exception cref="FormatException">The text is not such a key.</exception>
    public static PromptBatchKey Parse(string text)
    {
        var (userId, batchId) = PromptTaskKey.Parse(text);
        return new PromptBatchKey(userId, batchId);
    }

    /// <summary>The generation of an item: its id, a version 8 UUID (RFC 9562), is derived from the batch's, so that an item is submitted once however often.</summary>
    public PromptTaskKey Item(int index)
    {
        Span<byte> source = stackalloc byte[20], hash = stackalloc byte[SHA256.HashSizeInBytes];
        BatchId.TryWriteBytes(source);
        BinaryPrimitives.WriteInt32BigEndian(source[16..], index);
        SHA256.HashData(source, hash);
        hash[6] = (byte)(0x80 | (hash[6] & 0x0F));
        hash[8] = (byte)(0x80 | (hash[8] & 0x3F));
        return new PromptTaskKey(UserId, new Guid(hash[..16], bigEndian: true));
    }

    /// <summary>The grain key.</summary>
    public override string ToString() => new PromptTaskKey(UserId, BatchId).ToString();
}
