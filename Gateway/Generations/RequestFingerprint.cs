using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace PromptGen.Gateway.Generations;

/// <summary>
/// The SHA-256 of a request's members, as JSON, by fixed names and in a fixed order. It is compared with fingerprints that other versions made
/// up to a day ago. So the first version's members are always written, and a member that comes later is written after them, and only when it
/// has a value.
/// </summary>
public static class RequestFingerprint
{
    /// <summary>The fingerprint of a batch, in base 64: that of its requests'.</summary>
    public static string Of(IReadOnlyList<GenerationRequest> requests) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(requests.Select(request => Of(request))))));

    /// <summary>The fingerprint, in base 64.</summary>
    /// <param name="request">The request.</param>
    /// <param name="refines">The generation that it goes on from, if it does.</param>
    public static string Of(GenerationRequest request, Guid? refines = null)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WriteString("ManualPrompt", request.ManualPrompt);
            writer.WriteString("BusinessType", request.BusinessType);
            if (request.TimeoutSeconds is { } seconds)
                writer.WriteNumber("TimeoutSeconds", seconds);
            else
                writer.WriteNull("TimeoutSeconds");
            if (request.Metadata is { } metadata)
            {
                writer.WriteStartObject("Metadata");
                foreach (var (name, text) in metadata)
                    writer.WriteString(name, text);
                writer.WriteEndObject();
            }
            if (request.CallbackUrl is not null)
                writer.WriteString("CallbackUrl", request.CallbackUrl);
            if (request.Language is not null)
                writer.WriteString("Language", request.Language);
            if (request.PreviousPrompt is not null)
                writer.WriteString("PreviousPrompt", request.PreviousPrompt);
            if (request.Feedback is not null)
                writer.WriteString("Feedback", request.Feedback);
            if (refines is { } task)
                writer.WriteString("Refines", task);
            writer.WriteEndObject();
        }
        return Convert.ToBase64String(SHA256.HashData(json.GetBuffer().AsSpan(0, (int)json.Length)));
    }
}
