namespace PromptGen;

/// <summary>Grain references by their domain keys.</summary>
public static class GrainFactoryExtensions
{
    /// <summary>The generation with this key.</summary>
    public static IPromptTaskGrain PromptTask(this IGrainFactory grains, PromptTaskKey key) =>
        grains.GetGrain<IPromptTaskGrain>(key.ToString());

    /// <summary>The account of this user.</summary>
    public static IUserTokensGrain UserTokens(this IGrainFactory grains, string userId) =>
        grains.GetGrain<IUserTokensGrain>(userId);
}
