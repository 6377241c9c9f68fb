using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Polly.Timeout;

namespace PromptGen.Grains.Tests.Cluster;

public sealed class SentExceptionsTests(ClusterFixture cluster)
{
    /// <summary>What Orleans answers with when a placement took too long.</summary>
    [Fact]
    public void ExceptionOfALibrary_InsideAnother_IsSent()
    {
        var serializer = cluster.Cluster.Silos[0].ServiceProvider.GetRequiredService<Serializer>();

        var sent = serializer.Deserialize<Exception>(serializer.SerializeToArray<Exception>(new TimeoutException("Grain placement timed out.", new TimeoutRejectedException("30 s"))));

        Assert.True(sent!.IsTransient(CancellationToken.None));
        Assert.Equal(("Grain placement timed out.", "30 s"), (sent!.Message, sent.InnerException!.Message));
    }
}
