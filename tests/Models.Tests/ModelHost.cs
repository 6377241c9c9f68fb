using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using PromptGen.Llm;
using PromptGen.Prompts;
using PromptGen.Testing;

namespace PromptGen.Models.Tests;

/// <summary>The model pipeline as a host registers it, pointed at a server of the test's own.</summary>
internal sealed class ModelHost : IAsyncDisposable
{
    public const string Key = "sk-canary-key-4711";

    /// <summary>More than any test takes.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly ServiceProvider _services;

    private ModelHost(FakeModelServer server, ServiceProvider services) => (Server, _services) = (server, services);

    public FakeModelServer Server { get; }

    public PromptWriter Writer => _services.GetRequiredService<PromptWriter>();

    public IChatClient Client => _services.GetRequiredService<IChatClient>();

    public ModelFaults Faults => _services.GetRequiredService<ModelFaults>();

    public RecordedLogs Logs => _services.GetRequiredService<RecordedLogs>();

    public static Task<ModelHost> StartAsync(ModelBehaviour behaviour, params (string Key, string Value)[] settings) =>
        StartAsync(behaviour, TimeProvider.System, settings);

    /// <summary>With a clock of the test's own, deadlines pass when the test says so.</summary>
    public static async Task<ModelHost> StartAsync(ModelBehaviour behaviour, TimeProvider time, params (string Key, string Value)[] settings)
    {
        var server = await FakeModelServer.StartAsync(behaviour);
        return new(server, Services(
            time,
            [
                ("Model:Provider", "openai"), ("Model:Endpoint", server.Endpoint.AbsoluteUri), ("Model:ApiKey", Key), ("Model:Name", "test-model"),
                .. settings,
            ]));
    }

    public static ServiceProvider Services(params IEnumerable<(string Key, string Value)> settings) => Services(TimeProvider.System, settings);

    public static ServiceProvider Services(TimeProvider time, IEnumerable<(string Key, string Value)> settings)
    {
        var configuration = new ConfigurationBuilder()
            // The last word on a key wins.
            .AddInMemoryCollection(settings.GroupBy(setting => setting.Key).Select(group => KeyValuePair.Create(group.Key, (string?)group.Last().Value)))
            .Build();
        var logs = new RecordedLogs();
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = configuration["environment"] ?? Environments.Production })
            .AddSingleton(logs)
            .AddSingleton(time)
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(logs))
            .AddLlm().AddPrompts()
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    /// <summary>One generation whose live text nobody reads.</summary>
    public Task<PromptWriterResult> WriteAsync(string text = "We sell bread.") =>
        Writer.WriteAsync(new PromptSubmission { ManualPrompt = text, BusinessType = "bakery" }, template: null, LiveText.Unread, Patience, TestContext.Current.CancellationToken);

    public async Task<PromptWriterResult.Failed> FailAsync() => Assert.IsType<PromptWriterResult.Failed>(await WriteAsync());

    public async Task<PromptWriterResult.Written> SucceedAsync() => Assert.IsType<PromptWriterResult.Written>(await WriteAsync());

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Server.DisposeAsync();
    }
}
