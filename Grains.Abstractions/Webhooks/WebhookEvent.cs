using System.Security.Cryptography;
using System.Text;

namespace PromptGen.Webhooks;

/// <summary>Something that happened, to be told to a user by webhook.</summary>
/// <param name="Type">One of <see cref="WebhookTypes"/>.</param>
/// <param name="Subject">What it happened to, and which life of it: with the type, what makes it the same event when it is announced again.</param>
/// <param name="At">When it happened.</param>
/// <param name="Data">The JSON that tells it.</param>
[GenerateSerializer, Immutable, Alias("WebhookEvent")]
public sealed record WebhookEvent([property: Id(0)] string Type, [property: Id(1)] string Subject, [property: Id(2)] DateTimeOffset At, [property: Id(3)] byte[] Data)
{
    /// <summary>The generation that it tells of; <c>null</c>: of none.</summary>
    [Id(4)] public Guid? TaskId { get; init; }

    /// <summary>Where it goes; <c>null</c>: to the user's endpoint.</summary>
    [Id(5)] public string? CallbackUrl { get; init; }

    /// <summary>The W3C trace context of what it happened in; <c>null</c>: it is no part of a trace.</summary>
    [Id(6)] public string? TraceParent { get; init; }

    /// <summary>The end of a generation. Where its key is used again after its memory, another one begins under the same id: hence its birth.</summary>
    /// <param name="task">The generation, which has ended.</param>
    /// <param name="data">Its status body.</param>
    /// <param name="callbackUrl">Where it is told; <c>null</c>: at the user's endpoint.</param>
    public static WebhookEvent EndOf(PromptTaskView task, byte[] data, string? callbackUrl) =>
        new(WebhookTypes.EndOf(task.Status), $"{task.TaskId:N} {task.CreatedAt.UtcTicks}", task.UpdatedAt, data) { TaskId = task.TaskId, CallbackUrl = callbackUrl };

    /// <summary>The <c>webhook-id</c> of an event: the same for each announcement, redelivery and retry, and nobody else's.</summary>
    public string IdFor(string userId) =>
        $"msg_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{userId.Length}:{userId}{Type} {Subject}")).AsSpan(0, 16))}";
}
