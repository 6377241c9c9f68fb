using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using PromptGen.Testing.Processes;

namespace PromptGen.SystemTests;

/// <summary>The clients as their users have them: from the packed file, in a project of their own, with the program that the README shows.</summary>
public sealed partial class ClientPackageTests : IAsyncLifetime
{
    // As a new console project is, but any warning fails it.
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <WarningsNotAsErrors>NU1900;NU1901;NU1902;NU1903;NU1904</WarningsNotAsErrors>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="PromptGen.Client" Version="[1.0.0]" />
          </ItemGroup>
        </Project>
        """;

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    private static string Client => Path.Combine(ProgramProcess.RepositoryRoot, "clients", "dotnet", "PromptGen.Client");

    private readonly TempDirectory _data = new();
    private GatewayProcess _gateway = null!;

    public ValueTask InitializeAsync()
    {
        _gateway = GatewayProcess.Start(new Dictionary<string, string?> { ["Redis__DataDirectory"] = _data.Path });
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        _data.Dispose();
    }

    [Fact]
    public async Task ReadmesExample_WithThePackedClient_PrintsProgressAndThePrompt()
    {
        using var folder = new TempDirectory();
        await InstallAsync(folder);
        await _gateway.WaitUntilReadyAsync(Stopping);

        var printed = await RunAsync(folder, "dotnet", "run", "--no-restore", "--", _gateway.Url.ToString(), await TokenAsync(_gateway.Url));

        Assert.Matches(@"(?m)^\d+ % \w", printed);
        Assert.Matches(@"(?m)^# About the business\s+- Cafe Aurora\s", printed);
    }

    [Fact]
    public async Task ReadmesExample_WithThePackedModule_PrintsProgressAndThePrompt()
    {
        using var folder = new TempDirectory();
        await _gateway.WaitUntilReadyAsync(Stopping);

        var printed = await RunAsync(
            folder, "node", Path.Combine(ProgramProcess.RepositoryRoot, "tests", "Frontend.Tests", "example.mjs"), _gateway.Url.GetLeftPart(UriPartial.Authority), await TokenAsync(_gateway.Url));

        Assert.Matches(@"(?m)^\d+ % \w", printed);
        Assert.Matches(@"(?m)^demo # Role\s", printed);
        Assert.Contains("Cafe Aurora", printed, StringComparison.Ordinal);
    }

    private static async Task<string> TokenAsync(Uri gateway)
    {
        using var nobody = new ApiClient(gateway);
        using var answer = await nobody.Http.PostAsJsonAsync("/api/v1/auth/dev-token/", new { user = "alice" }, Stopping);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Stopping)).GetProperty("token").GetString()!;
    }

    private static async Task InstallAsync(TempDirectory folder)
    {
        await RunAsync(folder, "dotnet", "pack", Client, "-c", ProgramProcess.Configuration, "--output", folder.File("packages"), "--nologo", "-v", "q");
        await File.WriteAllTextAsync(folder.File("Example.csproj"), Project, Stopping);
        var readme = await File.ReadAllTextAsync(Path.Combine(Client, "README.md"), Stopping);
        await File.WriteAllTextAsync(folder.File("Program.cs"), Code().Match(readme).Groups[1].Value, Stopping);
        // A package of this version that was installed before is not taken for the packed one.
        await File.WriteAllTextAsync(folder.File("NuGet.config"), $"""
            <configuration>
              <packageSources><add key="packed" value="{folder.File("packages")}" /></packageSources>
              <config><add key="globalPackagesFolder" value="{folder.File("installed")}" /></config>
            </configuration>
            """, Stopping);
        await RunAsync(folder, "dotnet", "restore", "--nologo", "-v", "q");
    }

    /// <summary>Runs a command in the folder to its end.</summary>
    /// <returns>What it printed.</returns>
    private static async Task<string> RunAsync(TempDirectory folder, string program, params string[] command)
    {
        var start = new ProcessStartInfo(program, command) { WorkingDirectory = folder.Path };
        // What would stay behind to build faster next time would keep the output open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        await using var process = new Command(start);
        var code = await process.WaitForExitAsync();
        Assert.True(code == 0, $"{program} {command[0]} ended with {code}.{Environment.NewLine}{process.Output}{process.Errors}");
        return process.Output;
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Code();

    private sealed class Command(ProcessStartInfo start) : CapturedProcess(start);
}
