namespace PromptGen.Webhooks;

/// <summary>Which users have an endpoint: asked for all whose generations ended at once, so that it costs the others next to nothing.</summary>
public interface IWebhookSubscribers
{
    /// <summary>Adds a user, before the endpoint is set.</summary>
    /// <exception cref="OrleansException">The store cannot be reached or refuses.</exception>
    Task Add(string userId);

    /// <summary>Takes a user out, after the endpoint was removed.</summary>
    /// <exception cref="OrleansException">The store cannot be reached or refuses.</exception>
    Task Remove(string userId);

    /// <summary>Those of some users who have an endpoint, or had one a moment ago.</summary>
    /// <exception cref="OrleansException">The store cannot be reached.</exception>
    Task<IReadOnlySet<string>> Among(IReadOnlyCollection<string> userIds);
}
