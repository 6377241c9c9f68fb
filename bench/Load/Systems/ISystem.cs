namespace PromptGen.Load.Systems;

/// <summary>What can be measured: starts services of one kind.</summary>
internal interface ISystem
{
    /// <summary>The heading of its column.</summary>
    string Name { get; }

    /// <summary>Whether it is PromptGen as published, which can take any shape.</summary>
    bool IsOurs { get; }

    /// <summary>Starts one and waits until it answers.</summary>
    /// <param name="silos">Silos as processes of their own; 0: one inside the gateway.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<Service> StartAsync(int silos, CancellationToken cancellation);
}
