using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace PromptGen.Llm;

/// <summary>Fills in what was not configured, then says in words what cannot work.</summary>
internal sealed class ModelOptionsSetup(IConfiguration configuration, IHostEnvironment environment)
    : IPostConfigureOptions<ModelOptions>, IValidateOptions<ModelOptions>
{
    // The least dear of Gemini's models that new keys are given. Source: ai.google.dev/gemini-api/docs/models.
    private const string DefaultGemini = "gemini-3.5-flash-lite";

    public void PostConfigure(string? name, ModelOptions options)
    {
        // An empty environment variable is the usual way to unset one.
        options.Endpoint = Filled(options.Endpoint);
        options.ApiKey = Filled(options.ApiKey);
        options.Provider = Filled(options.Provider)?.ToLowerInvariant();

        // Google's key is never offered to another provider.
        if (options.Provider is null or ModelProviders.Gemini)
            options.ApiKey ??= Filled(configuration["GEMINI_API_KEY"]) ?? Filled(configuration["GOOGLE_API_KEY"]);

        options.Provider ??= options.ApiKey is not null ? ModelProviders.Gemini : environment.IsDevelopment() ? ModelProviders.Demo : ModelProviders.None;
        options.Name = options.Provider switch
        {
            ModelProviders.Demo => ModelProviders.Demo,
            ModelProviders.Gemini => Filled(options.Name) ?? DefaultGemini,
            _ => Filled(options.Name) ?? "",
        };
    }

    public ValidateOptionsResult Validate(string? name, ModelOptions options)
    {
        var problems = new List<string>();
        if (options.Provider is not (ModelProviders.Gemini or ModelProviders.OpenAI or ModelProviders.Demo or ModelProviders.None))
            problems.Add("Model:Provider must be gemini, openai, demo or none.");
        else if (options.Provider is ModelProviders.Demo && !environment.IsDevelopment())
            problems.Add("Model:Provider is demo, which asks no AI and is only for the Development environment: set it to gemini, openai or none.");
        else if (options.Provider is ModelProviders.Gemini or ModelProviders.OpenAI && options is { ApiKey: null, Endpoint: null })
            problems.Add(options.Provider is ModelProviders.Gemini
                ? "Model:Provider is gemini but there is no key: set GEMINI_API_KEY or Model:ApiKey (or Model:Provider to none)."
                : "Model:Provider is openai but there is no key: set Model:ApiKey, or Model:Endpoint for a server that needs none.");

        if (options is { Provider: ModelProviders.OpenAI, Name: "" })
            problems.Add("Model:Provider is openai but no model is named: set Model:Name to one that the server has.");

        if (options.Fallbacks.Any(string.IsNullOrWhiteSpace))
            problems.Add("Model:Fallbacks holds an empty name.");

        // The address itself is not repeated: it may carry a key in its query.
        if (options.Endpoint is { } endpoint && !IsHttp(endpoint))
            problems.Add("Model:Endpoint must be an absolute http or https address, such as http://localhost:11434/v1.");

        if (options.ApiKey is { } key && key.Any(c => c is <= ' ' or > '~'))
            problems.Add("Model:ApiKey has a blank or a character that no HTTP header can carry.");

        if (options.AttemptTimeout > options.TotalTimeout)
            problems.Add("Model:AttemptTimeout must not be longer than Model:TotalTimeout.");

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static bool IsHttp(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);

    private static string? Filled(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
