namespace PromptGen.EmbeddedRedisHost;

/// <summary>A grain with nothing but persistent state.</summary>
public interface IVisitsGrain : IGrainWithStringKey
{
    /// <summary>Counts one more visit and gives the count once it is stored.</summary>
    Task<int> Visit();
}

/// <inheritdoc/>
public sealed class VisitsGrain([PersistentState("visits")] IPersistentState<Visits> visits) : Grain, IVisitsGrain
{
    /// <inheritdoc/>
    public async Task<int> Visit()
    {
        visits.State.Count++;
        await visits.WriteStateAsync();
        return visits.State.Count;
    }
}

/// <summary>What the grain stores.</summary>
[GenerateSerializer]
public sealed class Visits
{
    /// <summary>How many there were.</summary>
    [Id(0)]
    public int Count { get; set; }
}
