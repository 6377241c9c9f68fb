using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Orleans.Serialization;
using Orleans.Storage;
using PromptGen.PromptTasks;
using StackExchange.Redis;

namespace PromptGen.Silo.Redis;

/// <summary>
/// The storage of generations: a hash each, of which a write changes only the parts that changed, if nobody else has changed it meanwhile. The end
/// sets the time after which Redis drops it.
/// </summary>
/// <remarks>
/// Orleans's own provider writes the whole state each time, texts included. Its form (format 1: one field <c>data</c>) is read, kept for tasks
/// that began in it, and written while silos may come back that know no other.
/// </remarks>
public sealed class RedisTaskStorage(
    IConnectionMultiplexer redis, RedisKeys keys, IStorageFormat format, IOptions<SystemTextJsonGrainStorageSerializerOptions> whole, IOptions<PromptTaskOptions> options) : IGrainStorage
{
    /// <summary>The fields of the texts.</summary>
    public const string SubmissionField = "submission", ResultField = "result";

    private const string Name = "task";

    private const string ETagField = "etag", DataField = "data", HeadField = "head";

    /// <summary>More than the grain needs to answer "expired" by itself, whatever the rounding of either clock.</summary>
    public static readonly TimeSpan ExpirySlack = TimeSpan.FromMinutes(1);

    private const string CompareAndSet = """
        if (redis.call('HGET', KEYS[1], 'etag') or '') ~= ARGV[1] then return 0 end
        redis.call('HSET', KEYS[1], unpack(ARGV, 3))
        if ARGV[2] ~= '' then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
        return 1
        """;

    private readonly IDatabase _database = redis.GetDatabase();

    /// <inheritdoc />
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var task = (IGrainState<PromptTaskState>)grainState;
        var fields = await RedisPatience.Read(Name, () => _database.HashGetAllAsync(keys.Task(grainId.Key.ToString()!)));
        (task.RecordExists, task.ETag) = (fields.Length > 0, Field(fields, ETagField));
        try
        {
            task.State = fields.Length == 0 ? new PromptTaskState()
                : Version.TryParse(task.ETag, out _) ? Parts(fields).ToState()
                : JsonSerializer.Deserialize<PromptTaskState>((byte[])Field(fields, DataField)!, whole.Value.JsonSerializerOptions)!;
        }
        catch (JsonException damaged)
        {
            throw new OrleansException($"The stored task cannot be read: its JSON is damaged at {damaged.Path}.");
        }
    }

    /// <inheritdoc />
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var task = (IGrainState<PromptTaskState>)grainState;
        var (before, state) = (task.ETag, task.State!);
        RedisValue next;
        List<RedisValue> arguments;
        if (before is null ? format.MayWrite(2) : Version.TryParse(before, out _))
        {
            var version = Version.TryParse(before, out var known) ? known : default;
            var now = new Version(version.Number + 1, state.Attempt, version.HasResult || state.Result is not null);
            next = now.ToString();
            arguments = [before ?? "", "", ETagField, next, DataField, PromptTaskRecord.DataOf(state)];
            if (version.Attempt != now.Attempt)
                arguments.AddRange([HeadField, PromptTaskRecord.HeadOf(state)]);
            if (before is null || state.IsDeleted)
                arguments.AddRange([SubmissionField, PromptTaskRecord.Utf8(state.Submission!)]);
            if (version.HasResult != now.HasResult || (now.HasResult && state.IsDeleted))
                arguments.AddRange([ResultField, PromptTaskRecord.Utf8(state.Result!)]);
        }
        else
        {
            next = Guid.NewGuid().ToString("N");
            arguments = [before ?? "", "", ETagField, next, DataField, JsonSerializer.SerializeToUtf8Bytes(state, whole.Value.JsonSerializerOptions)];
        }
        if (state is { IsTerminal: true, IsSettled: true })
            arguments[1] = (long)(options.Value.Keep(state.Fingerprint is not null) + ExpirySlack).TotalMilliseconds;

        var isWritten = (bool)await RedisPatience.Write(Name, () => _database.ScriptEvaluateAsync(CompareAndSet, [keys.Task(grainId.Key.ToString()!)], [.. arguments]));
        if (!isWritten)
            throw new InconsistentStateException("The task was changed elsewhere, or its last write was applied though it seemed to fail.");
        (task.ETag, task.RecordExists) = (next, true);
    }

    /// <inheritdoc />
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        throw new NotSupportedException("A task is dropped by its expiry.");

    private static PromptTaskRecord Parts(HashEntry[] fields) => new(
        (byte[])Field(fields, HeadField)!, (byte[])Field(fields, DataField)!, (byte[]?)Field(fields, SubmissionField), (byte[]?)Field(fields, ResultField));

    private static RedisValue Field(HashEntry[] fields, string name)
    {
        foreach (var field in fields)
        {
            if (field.Name == name)
                return field.Value;
        }
        return RedisValue.Null;
    }

    /// <summary>The version of a task of format 2, which also says what of it is written: <c>2.number.attempt</c>, then <c>r</c> with the result.</summary>
    private readonly record struct Version(long Number, int Attempt, bool HasResult)
    {
        public static bool TryParse(string? etag, out Version version)
        {
            version = default;
            if (etag?.Split('.') is not ["2", var number, var attempt])
                return false;
            var hasResult = attempt.EndsWith('r');
            version = new(long.Parse(number, CultureInfo.InvariantCulture), int.Parse(hasResult ? attempt[..^1] : attempt, CultureInfo.InvariantCulture), hasResult);
            return true;
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"2.{Number}.{Attempt}{(HasResult ? "r" : "")}");
    }
}
