using System.Net.Http.Json;

namespace PromptGen.BrowserTests;

/// <summary>The one server of most tests: the whole program in Development. Each test visits it as somebody new, with a trial.</summary>
public sealed class Site : IAsyncLifetime
{
    /// <summary>What a new user has.</summary>
    public const int TrialTokens = 10_000;

    private AllInOne _server = null!;

    /// <summary>Where the page is.</summary>
    public Uri Url => _server.Url;

    /// <summary>What writes its prompts.</summary>
    public FakeModelServer Model => _server.Model;

    /// <inheritdoc />
    public async ValueTask InitializeAsync() => _server = await AllInOne.StartAsync();

    /// <summary>Somebody the server has never seen.</summary>
    public async Task<Visitor> NewVisitorAsync(CancellationToken cancellation)
    {
        var name = $"visitor-{Guid.NewGuid():N}";
        return new Visitor(name, await ApiClient.LogInAsync(Url, name, cancellation: cancellation));
    }

    /// <summary>Somebody whose account an administrator has set up.</summary>
    public async Task<Visitor> NewVisitorAsync(AccountState state, CancellationToken cancellation)
    {
        var visitor = await NewVisitorAsync(cancellation);
        using var admin = await ApiClient.LogInAsync(Url, "root", admin: true, cancellation);
        using var answer = await admin.Http.PutAsJsonAsync($"/api/v1/billing/accounts/{visitor.Name}/",
            new { tokens_remaining = state.Tokens, subscription = new { is_active = state.IsActive, end_date = state.EndDate } }, cancellation);
        answer.EnsureSuccessStatusCode();
        return visitor;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
