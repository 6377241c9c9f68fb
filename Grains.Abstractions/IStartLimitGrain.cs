namespace PromptGen.RateLimits;

/// <summary>How often one user may start, or have sent again, over the whole cluster. Key: the user id.</summary>
[Alias("IStartLimitGrain")]
public interface IStartLimitGrain : IGrainWithStringKey
{
    /// <summary>Takes starts, whole or not at all: they are granted while one is left, and the rest is owed.</summary>
    /// <returns>What is left; <c>null</c>: there is no limit.</returns>
    [Alias("Take")]
    Task<StartAllowance?> Take(int starts);
}
