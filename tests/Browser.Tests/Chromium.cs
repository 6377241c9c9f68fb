namespace PromptGen.BrowserTests;

/// <summary>The one browser of all tests: the system's own, so that nothing is downloaded.</summary>
public sealed class Chromium : IAsyncLifetime
{
    // The shell without a window takes half the time; a whole browser will do.
    private static readonly string[] Paths = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Starts it where it is installed.</summary>
    public async ValueTask InitializeAsync()
    {
        if (Paths.FirstOrDefault(File.Exists) is not { } path)
            return;
        SetDefaultExpectTimeout((float)Eventually.Bound.TotalMilliseconds);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Args = Flags });
    }

    /// <summary>A fresh profile. Skips the test where there is no browser, except in CI, where there has to be one.</summary>
    public Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions? options)
    {
        const string Missing = "Chromium is not installed.";
        Assert.SkipWhen(_browser is null && Environment.GetEnvironmentVariable("CI") != "true", Missing);
        Assert.True(_browser is not null, Missing);
        return _browser.NewContextAsync(options);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
