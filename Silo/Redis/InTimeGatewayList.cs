using Orleans.Messaging;

namespace PromptGen.Silo.Redis;

/// <summary>A list of silos to connect to that is read in time, so that a gateway never stops to learn of new ones.</summary>
public sealed class InTimeGatewayList(IGatewayListProvider list) : IGatewayListProvider
{
    /// <inheritdoc />
    public TimeSpan MaxStaleness => list.MaxStaleness;

    /// <inheritdoc />
    public bool IsUpdatable => true;

    /// <inheritdoc />
    public Task InitializeGatewayListProvider() => list.InitializeGatewayListProviderAsync(CancellationToken.None).InTime();

    /// <inheritdoc />
    public Task<IList<Uri>> GetGateways() => list.GetGatewaysAsync(CancellationToken.None).InTime();
}
