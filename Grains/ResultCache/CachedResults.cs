using System.Diagnostics.Metrics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Options;
using PromptGen.Llm;
using PromptGen.Prompts;

namespace PromptGen.ResultCache;

/// <summary>
/// A user's own results, served again for the same notes while they are kept. Nothing is held in memory: what one silo stores or drops, all see. A cache that cannot
/// be reached is a cache without the result.
/// </summary>
public sealed partial class CachedResults(
    IDistributedCache store, IOptions<ResultCacheOptions> options, IOptions<ModelOptions> model, IMeterFactory meters, ILogger<CachedResults> logger)
{
    /// <summary>The meter.</summary>
    public const string MeterName = "PromptGen.ResultCache";

    private readonly Counter<long> _lookups = meters.Create(MeterName).CreateCounter<long>(
        "promptgen.cache.lookups", "{lookup}", "Looks for a result to serve again, by what came of them: hit, miss, failed.");

    /// <summary>Whether results are kept at all.</summary>
    public bool IsOn => options.Value.Lifetime > TimeSpan.Zero;

    /// <summary>
    /// What a result is kept under: a hash of all that decides over it, which are the very messages that the model is asked (so notes, business type, template and our rules), and
    /// the model's name and settings.
    /// </summary>
    public string Key(string userId, PromptSubmission submission, string? template)
    {
        var (asked, settings) = (PromptInstruction.Build(submission, template), model.Value);
        string[] parts =
        [
            "1", userId, settings.Provider ?? "", settings.Endpoint ?? "", settings.Name, string.Join(',', settings.Fallbacks), settings.MaxOutputTokens.ToString(CultureInfo.InvariantCulture),
            .. asked.Select(message => message.Text),
        ];
        return $"{userId}/{Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(parts, ResultCacheJson.Default.StringArray)))}";
    }

    /// <summary>The result, as one that is served again; <c>null</c>: there is none.</summary>
    public async Task<GeneratedPrompt?> Find(string key)
    {
        try
        {
            var result = await store.GetAsync(key) is { } json ? JsonSerializer.Deserialize(json, ResultCacheJson.Default.GeneratedPrompt) : null;
            Count(result is null ? "miss" : "hit");
            return result is null ? null : result with { Origin = PromptOrigin.Cache, Usage = null, Rewrites = 0, ResponseTimeMs = null };
        }
        catch (Exception failure)
        {
            Count("failed");
            LogNotRead(failure);
            return null;
        }
    }

    /// <summary>Whether a result is kept: one that a model wrote.</summary>
    public bool IsWorthKeeping(GeneratedPrompt result) => IsOn && result.Origin is (PromptOrigin.Ai or PromptOrigin.Demo);

    /// <summary>Drops a result, if it is there.</summary>
    /// <exception cref="OrleansException">The store cannot be reached or refuses.</exception>
    public async Task Remove(string key)
    {
        try
        {
            await store.RemoveAsync(key);
        }
        catch (Exception failure) when (failure is not OrleansException)
        {
            // Of what it says only the kind can be told: exceptions of libraries cannot be sent between silos.
            throw new OrleansException($"The cache of results could not be written ({failure.GetType().Name}).");
        }
    }

    /// <summary>Keeps a result.</summary>
    public async Task Store(string key, GeneratedPrompt result)
    {
        try
        {
            await store.SetAsync(key, JsonSerializer.SerializeToUtf8Bytes(result, ResultCacheJson.Default.GeneratedPrompt),
                new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = options.Value.Lifetime });
        }
        catch (Exception failure)
        {
            LogNotWritten(failure);
        }
    }

    private void Count(string result) => _lookups.Add(1, new KeyValuePair<string, object?>("result", result));

    [LoggerMessage(Level = LogLevel.Warning, Message = "The cache of results cannot be read; the model is asked")]
    private partial void LogNotRead(Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A result could not be kept in the cache")]
    private partial void LogNotWritten(Exception failure);
}

/// <summary>How results are kept.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, UseStringEnumConverter = true)]
[JsonSerializable(typeof(GeneratedPrompt))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class ResultCacheJson : JsonSerializerContext;
