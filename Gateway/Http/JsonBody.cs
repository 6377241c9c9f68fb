using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Net.Http.Headers;

namespace PromptGen.Gateway.Http;

/// <summary>
/// Reads JSON bodies by hand, because the contract's messages for bad ones are the original's and not a binder's.
/// </summary>
public static class JsonBody
{
    private const int MaxDepth = 64;

    private static readonly JsonElement Empty = JsonSerializer.SerializeToElement(new { });

    /// <summary>Reads the body. A missing one is an empty object; a lone surrogate in any text or name of it becomes U+FFFD.</summary>
    /// <returns>The object, or the answer that says what is wrong.</returns>
    public static async ValueTask<(JsonElement Body, IResult? Problem)> Read(HttpRequest request)
    {
        if (request.ContentLength is 0 || (request.ContentLength is null && request.ContentType is null))
            return (Empty, null);
        if (!request.HasJsonContentType())
            return (Empty, Problems.Create(StatusCodes.Status415UnsupportedMediaType, "The body has to be JSON, sent with Content-Type: application/json"));
        if (request.Headers.ContentEncoding.Any(coding => !string.IsNullOrWhiteSpace(coding) && !coding.Trim().Equals("identity", StringComparison.OrdinalIgnoreCase)))
        {
            request.HttpContext.Response.Headers.AcceptEncoding = "identity";
            return (Empty, Problems.Create(StatusCodes.Status415UnsupportedMediaType, "The body has to be sent without a Content-Encoding"));
        }
        if (JsonCharset.Find(MediaTypeHeaderValue.Parse(request.ContentType).Charset.Value) is not { } encoding)
            return (Empty, Problems.Create(StatusCodes.Status415UnsupportedMediaType, "The body's charset is not supported; use UTF-8"));

        using var bytes = new MemoryStream();
        await Utf8Of(request.Body, encoding).CopyToAsync(bytes, request.HttpContext.RequestAborted);
        try
        {
            var json = bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
            if (!Utf8.IsValid(json.Span))
                return (Empty, Problems.Create(StatusCodes.Status400BadRequest, "The body is not valid UTF-8"));
            var body = Parse(json);
            return body.ValueKind == JsonValueKind.Object
                ? (body, null)
                : (Empty, Problems.Create(StatusCodes.Status400BadRequest, "The body has to be a JSON object"));
        }
        catch (JsonException)
        {
            return (Empty, Problems.Create(StatusCodes.Status400BadRequest, $"The body is not valid JSON, or nested more than {MaxDepth} levels deep"));
        }
    }

    /// <summary>A string member; <c>null</c> when it is missing or of another type.</summary>
    public static string? Text(this JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Whether a member is there and not <c>null</c>.</summary>
    public static bool Has(this JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined);

    private static Stream Utf8Of(Stream body, Encoding encoding) =>
        encoding is UTF8Encoding ? body : Encoding.CreateTranscodingStream(body, encoding, Encoding.UTF8);

    private static JsonElement Parse(Memory<byte> json)
    {
        if (json.Span.StartsWith(Encoding.UTF8.Preamble))
            json = json[Encoding.UTF8.Preamble.Length..];
        LoneSurrogates.Replace(json.Span);
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth });
        return document.RootElement.Clone();
    }
}
