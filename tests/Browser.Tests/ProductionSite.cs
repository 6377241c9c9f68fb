namespace PromptGen.BrowserTests;

/// <summary>A server in Production, whose users bring the tokens of an issuer outside.</summary>
public sealed class ProductionSite : IAsyncLifetime
{
    private readonly TokenIssuer _issuer = new();
    private AllInOne _server = null!;

    /// <summary>Where the page is.</summary>
    public Uri Url => _server.Url;

    /// <inheritdoc />
    public async ValueTask InitializeAsync() =>
        _server = await AllInOne.StartAsync(new(_issuer.Settings) { ["ASPNETCORE_ENVIRONMENT"] = "Production" });

    /// <summary>A token of somebody who can pay.</summary>
    public async Task<string> NewTokenAsync(CancellationToken cancellation)
    {
        var name = $"customer-{Guid.NewGuid():N}";
        using var admin = new ApiClient(Url, _issuer.Token("root", "admin"));
        await admin.PutAccountAsync(name, 1000, cancellation);
        return _issuer.Token(name);
    }

    /// <summary>A token of somebody who has no account.</summary>
    public string StrangersToken() => _issuer.Token($"stranger-{Guid.NewGuid():N}");

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
