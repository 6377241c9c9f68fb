namespace PromptGen.BrowserTests;

/// <summary>A test of the page. Whatever else it promises: no errors in the console, none in scripts, nothing against the content policy.</summary>
public abstract class PageTest(Chromium chromium) : IAsyncDisposable
{
    private const string Watch = """
        addEventListener('securitypolicyviolation', event => console.error(`Against the policy: ${event.violatedDirective} ${event.blockedURI}`));
        """;

    private readonly List<IBrowserContext> _contexts = [];
    private readonly List<string> _expected = [];
    private readonly List<string> _problems = [];

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var context in _contexts)
        {
            // What the tabs still have to say comes before their answer.
            await Task.WhenAll(context.Pages.Select(tab => tab.EvaluateAsync("0")));
            await context.DisposeAsync();
        }
        lock (_problems)
            Assert.DoesNotContain(_problems, problem => !_expected.Exists(expected => problem.Contains(expected, StringComparison.Ordinal)));
    }

    /// <summary>Opens the page in a fresh profile, for a user whose token the site hands over.</summary>
    private protected async Task<PromptPage> OpenAsync(Uri url, Visitor visitor, BrowserNewContextOptions? options = null)
    {
        var page = await PrepareAsync(url, options);
        await page.Tab.AddInitScriptAsync($"window.promptgenToken = '{visitor.Token}';");
        await page.OpenAsync();
        return page;
    }

    /// <summary>A tab in a fresh profile, about to open the page.</summary>
    private protected async Task<PromptPage> PrepareAsync(Uri url, BrowserNewContextOptions? options = null)
    {
        var context = await chromium.NewContextAsync(options);
        _contexts.Add(context);
        await context.AddInitScriptAsync(Watch);
        var tab = await context.NewPageAsync();
        tab.SetDefaultTimeout((float)Eventually.Bound.TotalMilliseconds);
        tab.PageError += (_, error) => Record(error);
        tab.Console += (_, message) =>
        {
            if (message.Type == "error")
                Record($"{message.Text} ({message.Location})");
        };
        return new PromptPage(tab, url);
    }

    /// <summary>The test itself provokes errors that contain this.</summary>
    private protected void ExpectInConsole(string text) => _expected.Add(text);

    private void Record(string problem)
    {
        lock (_problems)
            _problems.Add(problem);
    }
}
