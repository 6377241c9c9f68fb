namespace PromptGen;

/// <summary>Grain references by their domain keys.</summary>
public static class GrainFactoryExtensions
{
    /// <summary>The generation with this key.</summary>
    public static IPromptTaskGrain PromptTask(this IGrainFactory grains, PromptTaskKey key) => grains.ByKey<IPromptTaskGrain>(key.ToString());

    /// <summary>The account of this user.</summary>
    public static IUserTokensGrain UserTokens(this IGrainFactory grains, string userId) => grains.ByKey<IUserTokensGrain>(userId);

    /// <summary>
    /// What Orleans's own <c>GetGrain</c> does, for an interface that one class of grains has. That one finds out with every call, by reflection, what
    /// the interface is called and whose it is; here it is asked once.
    /// </summary>
    public static T ByKey<T>(this IGrainFactory grains, string key)
        where T : IGrainWithStringKey
    {
        if (Known<T>.Names is { } known)
            return (T)grains.GetGrain(GrainId.Create(known.Grain, key), known.Interface);
        var reference = grains.GetGrain<T>(key);
        if (reference is GrainReference { GrainId: var id, InterfaceType: var type })
            Known<T>.Names = new(id.Type, type);
        return reference;
    }

    private sealed record Names(GrainType Grain, GrainInterfaceType Interface);

    private static class Known<T>
    {
        public static volatile Names? Names;
    }
}
