using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using PromptGen.Llm;
using PromptGen.Prompts;

namespace PromptGen.Evaluation.Asking;

/// <summary>The model and the writer as a silo registers them.</summary>
internal static class ModelServices
{
    /// <summary>Builds them.</summary>
    /// <param name="settings">Configuration that counts before the environment.</param>
    public static ServiceProvider Build(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = configuration["DOTNET_ENVIRONMENT"] ?? Environments.Production })
            .AddLogging()
            .AddLlm().AddPrompts();
        var model = services.Single(service => service.ServiceType == typeof(IChatClient)).ImplementationFactory!;
        return services
            .Replace(ServiceDescriptor.Singleton<IChatClient>(provider => new WatchedModel((IChatClient)model(provider))))
            .BuildServiceProvider();
    }
}
