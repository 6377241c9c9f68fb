using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using PromptGen.Testing.Processes;

namespace PromptGen.SystemTests;

/// <summary>The .NET client as its users have it: from its packed file, in a project of their own, with the program that its README shows.</summary>
public sealed partial class ClientPackageTests
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

    [Fact]
    public async Task ReadmesExample_WithThePackedClient_PrintsProgressAndThePrompt()
    {
        using var folder = new TempDirectory();
        using var data = new TempDirectory();
        await using var gateway = GatewayProcess.Start(new Dictionary<string, string?> { ["Redis__DataDirectory"] = data.Path });
        await InstallAsync(folder);
        await gateway.WaitUntilReadyAsync(Stopping);

        var printed = await DotnetAsync(folder, "run", "--no-restore", "--", gateway.Url.ToString(), await TokenAsync(gateway.Url));

        Assert.Matches(@"(?m)^\d+ % \w", printed);
        Assert.Matches(@"(?m)^# About the business\s+- Cafe Aurora\s", printed);
    }

    private static async Task<string> TokenAsync(Uri gateway)
    {
        using var nobody = new ApiClient(gateway);
        using var answer = await nobody.Http.PostAsJsonAsync("/api/v1/auth/dev-token/", new { user = "alice" }, Stopping);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Stopping)).GetProperty("token").GetString()!;
    }

    private static async Task InstallAsync(TempDirectory folder)
    {
        await DotnetAsync(folder, "pack", Client, "-c", ProgramProcess.Configuration, "--output", folder.File("packages"), "--nologo", "-v", "q");
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
        await DotnetAsync(folder, "restore", "--nologo", "-v", "q");
    }

    /// <summary>Runs a command in the folder to its end.</summary>
    /// <returns>What it printed.</returns>
    private static async Task<string> DotnetAsync(TempDirectory folder, params string[] command)
    {
        var start = new ProcessStartInfo("dotnet", command) { WorkingDirectory = folder.Path };
        // What would stay behind to build faster next time would keep the output open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        await using var process = new Command(start);
        var code = await process.WaitForExitAsync();
        Assert.True(code == 0, $"dotnet {command[0]} ended with {code}.{Environment.NewLine}{process.Output}{process.Errors}");
        return process.Output;
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Code();

    private sealed class Command(ProcessStartInfo start) : CapturedProcess(start);
}
