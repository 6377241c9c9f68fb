// A process for tests to kill. It says that it starts, serves the directory it is given and prints how to connect; given a port as well, it runs a
// silo there on that Redis and answers each line of its input with a count kept in a grain. It stops in good order when its input ends.
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using PromptGen.EmbeddedRedisHost;
using PromptGen.Silo.EmbeddedRedis;
using StackExchange.Redis;

Console.WriteLine("starting");
await using var server = EmbeddedRedisServer.Start(args[0]);
using var silo = args.Length > 1 ? await StartSiloAsync(server.ConnectionString, int.Parse(args[1], null)) : null;
Console.WriteLine(server.ConnectionString);
while (await Console.In.ReadLineAsync() is { } visitor)
    Console.WriteLine(await silo!.Services.GetRequiredService<IGrainFactory>().GetGrain<IVisitsGrain>(visitor).Visit());
if (silo is not null)
    await silo.StopAsync();

static async Task<IHost> StartSiloAsync(string redis, int port)
{
    var builder = Host.CreateEmptyApplicationBuilder(null);
    builder.UseOrleans(silo => silo
        .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = ("test", "test"))
        .ConfigureEndpoints(IPAddress.Loopback, port, gatewayPort: 0)
        .UseRedisClustering(options => options.ConfigurationOptions = ConfigurationOptions.Parse(redis))
        .AddRedisGrainStorageAsDefault(options => options.ConfigurationOptions = ConfigurationOptions.Parse(redis)));
    var host = builder.Build();
    await host.StartAsync();
    return host;
}
