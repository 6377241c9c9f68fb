namespace PromptGen.SystemTests.Metrics;

/// <summary>A service in a process of its own: meters are the process's, and hosts that come and go beside it would take their instruments along.</summary>
public sealed class MeasuredService : IAsyncLifetime
{
    private AllInOne? _service;

    public Uri Url => _service!.Url;

    public FakeModelServer Model => _service!.Model;

    public async ValueTask InitializeAsync() => _service = await AllInOne.StartAsync();

    /// <summary>A new user has a generation by the model, and one that the model's filter holds back.</summary>
    public async Task<(string User, Guid Task)> GenerateAsync(CancellationToken cancellation)
    {
        var (user, blocked) = ($"user-{Guid.NewGuid():N}", $"We sell knives {Marks.New()}");
        Model.On(blocked, ModelBehaviours.ContentFilter());
        using var client = await ApiClient.LogInAsync(Url, user, cancellation: cancellation);
        var task = await client.StartAsync($"We bake bread {Marks.New()}", cancellation);
        await client.EndAsync(task, cancellation);
        await client.EndAsync(await client.StartAsync(blocked, cancellation), cancellation);
        return (user, task);
    }

    public async ValueTask DisposeAsync()
    {
        if (_service is not null)
            await _service.DisposeAsync();
    }
}
