using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PromptGen.Llm;

namespace PromptGen.Prompts;

/// <summary>Registers what writes prompts.</summary>
public static class PromptsExtensions
{
    /// <summary>Adds <see cref="PromptWriter"/> and <see cref="BusinessTemplates"/>; the model is added by <see cref="ModelExtensions.AddLlm"/>.</summary>
    public static IServiceCollection AddPrompts(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddSingleton<UnpaidTokens>();
        services.AddSingleton<BusinessTemplates>();
        services.AddSingleton(provider => new PromptWriter(
            IsConfigured(provider) ? provider.GetRequiredService<IChatClient>() : null,
            provider.GetRequiredService<ModelRoster>(),
            provider.GetRequiredService<UnpaidTokens>(),
            provider.GetRequiredService<IOptions<ModelOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<PromptWriter>>()));
        return services;
    }

    private static bool IsConfigured(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<ModelOptions>>().Value.Provider is not ModelProviders.None;
}
