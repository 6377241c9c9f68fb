using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Text.Json;
using PromptGen.Bodies;

namespace PromptGen.Gateway.Generations;

/// <summary>A status as it goes over the wire: the JSON and its entity tag (RFC 9110 §8.8.3), which is a hash of it.</summary>
public sealed class StatusAnswer : IResult
{
    private static readonly ConditionalWeakTable<PromptTaskView, StatusAnswer> Answers = [];

    private readonly byte[] _json;
    private readonly PromptTaskStatus _status;
    private string? _eTag;

    private StatusAnswer(byte[] json, PromptTaskStatus status) => (_json, _status) = (json, status);

    /// <summary>The body, in one line.</summary>
    public ReadOnlyMemory<byte> Json => _json;

    /// <summary>The status by its name.</summary>
    public string Name => JsonNamingPolicy.SnakeCaseLower.ConvertName(_status.ToString());

    /// <summary>The entity tag, quoted.</summary>
    public string ETag => _eTag ??= $"\"{XxHash3.HashToUInt64(_json):x16}\"";

    /// <summary>Whether it is the last one there will be.</summary>
    public bool IsTerminal => _status.IsTerminal();

    /// <summary>The answer for a view. Where grains are in this process, all who ask get the same view until it changes, and the same answer.</summary>
    public static StatusAnswer From(PromptTaskView view) => Answers.GetValue(view, static view => Write(view, null));

    /// <summary>The same with what it was asked for.</summary>
    public static StatusAnswer From(PromptTaskView view, PromptSubmission? input) => input is null ? From(view) : Write(view, input);

    private static StatusAnswer Write(PromptTaskView view, PromptSubmission? input) => new(StatusJson.Utf8(StatusBody.From(view, input: input)), view.Status);

    /// <summary>Whether a client that sent <c>If-None-Match</c> has this already.</summary>
    public bool IsKnownTo(HttpRequest request)
    {
        foreach (var value in request.Headers.IfNoneMatch)
        {
            var list = value.AsSpan();
            foreach (var range in list.Split(','))
            {
                var tag = list[range].Trim();
                if (tag is "*" || (tag.StartsWith("W/") ? tag[2..] : tag).SequenceEqual(ETag))
                    return true;
            }
        }
        return false;
    }

    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.Headers.ETag = ETag;
        response.Headers.CacheControl = "no-cache, private";
        if (!IsTerminal)
            response.Headers.RetryAfter = "1";
        if (HttpMethods.IsGet(httpContext.Request.Method) && IsKnownTo(httpContext.Request))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = _json.Length;
        return response.Body.WriteAsync(_json, httpContext.RequestAborted).AsTask();
    }
}
