namespace PromptGen.GeneratedClients;

/// <summary>Expects failures.</summary>
internal static class Assert
{
    /// <summary>The failure of a call.</summary>
    public static async Task<T> Throws<T>(Func<Task> call)
        where T : Exception
    {
        try
        {
            await call();
        }
        catch (T failure)
        {
            return failure;
        }
        throw new InvalidOperationException($"There was no {typeof(T).Name}.");
    }
}
