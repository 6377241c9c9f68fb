using System.Text;
using System.Text.Json;

namespace PromptGen.Load.Http;

/// <summary>The requests of one user, as bytes.</summary>
/// <param name="service">Where they go to.</param>
/// <param name="token">The bearer token.</param>
internal sealed class Requests(Uri service, string token)
{
    /// <summary>Short notes that hold no fact a model would have to repeat.</summary>
    public const string Notes = "A small bakery with a few tables by the window. We bake bread and cakes every morning, people stay for coffee, and we like to " +
        "chat with everybody who comes in. Our guests ask what is fresh, whether they can order a cake, and how to find us. Please be friendly and brief.";

    private const string Root = "/api/v1/web-knowledge/generate-prompt-async/", Batches = "/api/v1/web-knowledge/generate-prompt-batch/";

    /// <summary>Starts a generation.</summary>
    public ReadOnlyMemory<byte> Start { get; } = Post(service, token, Root, JsonSerializer.Serialize(new { manual_prompt = Notes }));

    /// <summary>Starts a batch of so many generations.</summary>
    public ReadOnlyMemory<byte> StartBatch(int items) => Post(service, token, Batches, JsonSerializer.Serialize(new { manual_prompts = Enumerable.Repeat(Notes, items) }));

    /// <summary>Asks for a batch and all its generations.</summary>
    public ReadOnlyMemory<byte> PollBatch(string batch) => Get($"{Batches}{batch}/");

    /// <summary>Asks for a generation's status.</summary>
    public ReadOnlyMemory<byte> Poll(string task) => Get($"{Root}status/{task}/");

    /// <summary>Opens a generation's events.</summary>
    public ReadOnlyMemory<byte> Events(string task) => Get($"{Root}{task}/events/");

    private static byte[] Post(Uri service, string token, string path, string body) => Encoding.UTF8.GetBytes(
        $"POST {path} HTTP/1.1\r\nHost: {service.Authority}\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\n" +
        $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    private byte[] Get(string path) => Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {service.Authority}\r\nAuthorization: Bearer {token}\r\n\r\n");
}
