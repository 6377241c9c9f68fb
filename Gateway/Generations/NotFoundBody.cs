namespace PromptGen.Gateway.Generations;

/// <summary>
/// The answer for a task that is not there: problem details (RFC 9457) but for <c>status</c>, which holds the original's word, not the
/// number of the HTTP status.
/// </summary>
public sealed record NotFoundBody
{
    private const string Text = "Task not found. It may have expired or never existed.";

    /// <summary>What kind of problem it is.</summary>
    public string Type => "https://tools.ietf.org/html/rfc9110#section-15.5.5";

    /// <summary>The kind in words.</summary>
    public string Title => "Not Found";

    /// <summary>The original's word.</summary>
    public string Status => "not_found";

    /// <summary>The original's text.</summary>
    public string Detail => Text;

    /// <summary>Always <c>false</c>.</summary>
    public bool Success => false;

    /// <summary>The original's text.</summary>
    public string Message => Text;

    /// <summary>The original's text.</summary>
    public string Error => Text;
}
