namespace PromptGen.Llm;

/// <summary>Reads what a provider says about an error, as far as it comes at once and is short. It decides, and is never repeated.</summary>
internal static class ErrorBody
{
    private const int Longest = 16 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>The body; null if it is cut off, slow or too long: the status was heard.</summary>
    public static async Task<byte[]?> ReadAsync(HttpContent body, TimeProvider time, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        try
        {
            await body.LoadIntoBufferAsync(Longest, both.Token);
            return await body.ReadAsByteArrayAsync(both.Token);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException || (patience.IsCancellationRequested && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }
}
