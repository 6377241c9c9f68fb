namespace PromptGen.BrowserTests;

/// <summary>A user of the page, who can also ask the API directly.</summary>
/// <param name="Name">The user's id.</param>
/// <param name="Api">The API in this user's name.</param>
public sealed record Visitor(string Name, ApiClient Api) : IDisposable
{
    /// <summary>The bearer token.</summary>
    public string Token => Api.Http.DefaultRequestHeaders.Authorization!.Parameter!;

    /// <inheritdoc />
    public void Dispose() => Api.Dispose();
}

/// <summary>How an account is set up.</summary>
/// <param name="Tokens">What is left.</param>
/// <param name="IsActive">Whether the subscription is switched on.</param>
/// <param name="EndDate">When it ends; <c>null</c>: never.</param>
public sealed record AccountState(long Tokens, bool IsActive = true, DateTimeOffset? EndDate = null);
