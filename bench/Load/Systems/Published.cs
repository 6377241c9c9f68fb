namespace PromptGen.Load.Systems;

/// <summary>PromptGen as it was published, on a redis-server of its own.</summary>
/// <param name="built">The folder it was published into.</param>
internal sealed class Published(string built) : ISystem
{
    /// <inheritdoc />
    public string Name => "PromptGen";

    /// <inheritdoc />
    public bool IsOurs => true;

    /// <inheritdoc />
    public async Task<Service> StartAsync(int silos, CancellationToken cancellation) => await PublishedService.StartAsync(built, silos, cancellation);
}
