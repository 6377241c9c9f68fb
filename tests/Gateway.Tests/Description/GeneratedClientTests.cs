using PromptGen.Testing;
using PromptGen.Testing.Processes;
using static PromptGen.Gateway.Tests.GenerationCalls;

namespace PromptGen.Gateway.Tests.Description;

/// <summary>
/// What the common generators of clients make of the document that is served compiles as it is, and its users can start, wait, read, be refused and cancel.
/// tests/GeneratedClients has their programs, which all print the same.
/// </summary>
public sealed class GeneratedClientTests(GatewayHost gateway)
{
    private static readonly string Folder = Path.Combine(ProgramProcess.RepositoryRoot, "tests", "GeneratedClients");
    private static readonly string Modules = Path.Combine(ProgramProcess.RepositoryRoot, "node_modules");

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ClientsOfNSwagAndKiota_Compile_AndKeepTheContract()
    {
        using var folder = new TempDirectory();
        await ToolProcess.RunAsync("dotnet", "tool", "restore");
        var document = await DocumentAsync(folder.File("api.json"));
        await Task.WhenAll(
            // It has to be told of the stream of events: beside a 204 it takes what it does not know for nothing.
            ToolProcess.RunAsync("dotnet", "kiota", "generate", "-l", "CSharp", "-d", document, "-o", folder.File("kiota"), "-c", "PromptGenApi", "-n", "KiotaClient",
                "-m", "application/json", "-m", "application/problem+json", "-m", "text/event-stream"),
            ToolProcess.RunAsync("dotnet", "nswag", "openapi2csclient", $"/input:{document}", $"/output:{folder.File("nswag.cs")}", "/className:PromptGenApi", "/namespace:NSwagClient",
                "/generateOptionalParameters:true", "/generateNullableReferenceTypes:true", "/generateOptionalPropertiesAsNullable:true", "/injectHttpClient:true", "/useBaseUrl:false", "/wrapResponses:true"));
        await ToolProcess.RunAsync("dotnet", "build", Folder, "--nologo", "-v", "q", "-o", folder.File("built"), $"-p:Generated={folder.Path}");

        Assert.Equal(Transcript, await RunAsync("dotnet", folder.File("built/GeneratedClients.dll"), "nswag"), ignoreCase: true);
        Assert.Equal(Transcript, await RunAsync("dotnet", folder.File("built/GeneratedClients.dll"), "kiota"), ignoreCase: true);
    }

    [Fact]
    public async Task ClientOfOpenApiTypescript_Compiles_AndKeepsTheContract()
    {
        Assert.SkipWhen(!Directory.Exists(Modules) && Environment.GetEnvironmentVariable("CI") != "true", "openapi-typescript is not installed: npm ci");
        var generated = Path.Combine(Folder, "obj", "api.ts");
        Directory.CreateDirectory(Path.GetDirectoryName(generated)!);
        await ToolProcess.RunAsync("node", Path.Combine(Modules, "openapi-typescript", "bin", "cli.js"), await DocumentAsync(Path.Combine(Folder, "obj", "api.json")), "-o", generated);
        await ToolProcess.RunAsync("node", Path.Combine(Modules, "typescript", "bin", "tsc"), "-p", Folder);

        Assert.Equal(Transcript, await RunAsync("node", Path.Combine(Folder, "obj", "run.js")), ignoreCase: true);
    }

    private static string Transcript => $"""
        start: 202 queued, follow True
        again: True
        end: completed 100 ai fake-model True charged 1042: {FakeModelServer.DefaultText}
        events: True
        list: True no prompt no more
        blank: 400 manual_prompt is required
        too long: 400 prompt_too_long
        unknown: 404 not_found
        cancel: cancelled no prompt
        too late: 409 already_finished

        """;

    /// <summary>Runs a program as a new user.</summary>
    /// <returns>What it printed.</returns>
    private async Task<string> RunAsync(string command, params string[] program)
    {
        var (written, silent) = (NewText(), NewText());
        gateway.Model.On(silent, ModelBehaviours.Hang());
        using var user = gateway.NewUser();
        return await ToolProcess.RunAsync(command, [.. program, $"{gateway.Address}".TrimEnd('/'), user.DefaultRequestHeaders.Authorization!.Parameter!, written, silent]);
    }

    private async Task<string> DocumentAsync(string file)
    {
        using var stranger = gateway.Client();
        await File.WriteAllBytesAsync(file, await stranger.GetByteArrayAsync("/openapi/v1.json", Stopping), Stopping);
        return file;
    }
}
