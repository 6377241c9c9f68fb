using System.Text.Json;

namespace PromptGen.Gateway.Errors;

/// <summary>
/// Reads JSON bodies by hand, because the contract's messages for bad ones are the original's and not a binder's.
/// </summary>
public static class JsonBody
{
    /// <summary>Reads the body. A missing one is an empty object.</summary>
    /// <returns>The object, or the answer that says what is wrong.</returns>
    public static async ValueTask<(JsonElement Body, IResult? Problem)> Read(HttpRequest request)
    {
        if (request.ContentLength is 0 || (request.ContentLength is null && request.ContentType is null))
            return (Empty, null);
        if (!request.HasJsonContentType())
            return (Empty, Problems.Create(StatusCodes.Status415UnsupportedMediaType, "The body has to be JSON, sent with Content-Type: application/json"));
        try
        {
            var body = await request.ReadFromJsonAsync<JsonElement>(request.HttpContext.RequestAborted);
            if (body.ValueKind != JsonValueKind.Object)
                return (Empty, Problems.Create(StatusCodes.Status400BadRequest, "The body has to be a JSON object"));
            return HasValidNames(body) ? (body, null) : (Empty, Problems.Create(StatusCodes.Status400BadRequest, "The body is not valid JSON"));
        }
        catch (JsonException)
        {
            return (Empty, Problems.Create(StatusCodes.Status400BadRequest, "The body is not valid JSON"));
        }
        catch (InvalidOperationException)
        {
            return (Empty, Problems.Create(StatusCodes.Status415UnsupportedMediaType, "The body's charset is not supported; use UTF-8"));
        }
    }

    /// <summary>A string member; <c>null</c> when it is missing, of another type, or not valid Unicode.</summary>
    public static string? Text(this JsonElement body, string name)
    {
        if (!body.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // An escaped lone surrogate.
            return null;
        }
    }

    /// <summary>Whether a member is there and not <c>null</c>.</summary>
    public static bool Has(this JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined);

    /// <summary>Whether members can be looked up: an escaped lone surrogate in any name makes that fail.</summary>
    private static bool HasValidNames(JsonElement body)
    {
        try
        {
            return body.ValueKind != JsonValueKind.Object || body.EnumerateObject().All(member => member.Name is not null && HasValidNames(member.Value));
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static JsonElement Empty { get; } = JsonSerializer.SerializeToElement(new { });
}
