using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using PromptGen.Testing;
using PromptGen.Testing.Processes;

namespace PromptGen.Gateway.Tests.Description;

/// <summary>docs/api.md is true: a reader who runs its commands one after the other gets the answers that stand below them.</summary>
public sealed partial class TourTests(GatewayHost gateway) : IDisposable
{
    // The notes in the file. The model writes about them when the reader has seen it at work.
    private readonly Dictionary<string, TaskCompletionSource> _gates =
        new[] { "Cafe Aurora, open 8-18, vegan cakes, +1 555 0100", "Bakery Stern, open 7-13, rye bread", "Kiosk Lund, newspapers, open 6-22", "Hair by Mia, appointments by phone" }
            .ToDictionary(notes => notes, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private readonly List<TaskCompletionSource> _started = [];

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EachCommand_IsAnsweredAsTheFileSays()
    {
        var markdown = await File.ReadAllTextAsync(Path.Combine(ProgramProcess.RepositoryRoot, "docs", "api.md"), Stopping);
        var examples = Example.In(markdown);
        Assert.Equal(Example.Commands(markdown), examples.Count);
        Assert.NotEmpty(examples);
        foreach (var (notes, gate) in _gates)
            gateway.Model.On(notes, ModelBehaviours.AnswerInChunks([$"{FakeModelServer.DefaultText}\n\n# Facts\n- {notes}"], _ => gate.Task));
        using var client = gateway.NewUser();
        var shell = new Dictionary<string, string>
        {
            ["API"] = $"{gateway.Address}api/v1",
            ["TOKEN"] = client.DefaultRequestHeaders.Authorization!.Parameter!,
        };

        foreach (var example in examples)
        {
            var answer = await Run(example.Command, shell);
            var faults = example.Faults(answer).ToArray();
            Assert.True(faults.Length == 0, $"{example.Command}{string.Join('\n', faults)}\n{answer}");
            if (example.Form != "json")
                continue;
            var body = JsonElement.Parse(answer);
            foreach (Match id in Id().Matches(answer))
                shell[id.Groups[1].Value.ToUpperInvariant()] = id.Groups[2].Value;
            await AtModel(client, example.Command, body);
        }
        // What is left of the batch is told to nobody.
        using var deleted = await client.DeleteAsync("/api/v1/webhooks/endpoint/", Stopping);
    }

    /// <summary>Lets the model end what nobody waits for any more.</summary>
    public void Dispose()
    {
        foreach (var gate in _gates.Values)
            gate.TrySetResult();
    }

    /// <summary>Runs a command, with the model at work until it asks for more than is there.</summary>
    private async Task<string> Run(string command, Dictionary<string, string> shell)
    {
        if (command.Contains("wait=", StringComparison.Ordinal))
            OpenGates();
        using var bash = new Process { StartInfo = new("bash", ["-euc", command]) { RedirectStandardOutput = true } };
        foreach (var (name, value) in shell)
            bash.StartInfo.Environment[name] = value;
        bash.Start();
        var answer = new StringBuilder();
        while (await bash.StandardOutput.ReadLineAsync(Stopping) is { } line)
        {
            answer.Append(line).Append('\n');
            // The reader of events has seen the state.
            if (line.StartsWith("data:", StringComparison.Ordinal))
                OpenGates();
        }
        await bash.WaitForExitAsync(Stopping);
        Assert.True(bash.ExitCode == 0, $"{command} ended with {bash.ExitCode}: {answer}");
        return answer.ToString();
    }

    /// <summary>After a start, until the model has been asked, as a reader finds it a moment later.</summary>
    private async Task AtModel(HttpClient client, string command, JsonElement answer)
    {
        if (!answer.TryGetProperty("status", out var status) || status.ValueKind != JsonValueKind.String || status.GetString() != "queued" || command.Contains("/refine/", StringComparison.Ordinal))
            return;
        _started.AddRange(_gates.Where(gate => command.Contains(gate.Key, StringComparison.Ordinal)).Select(gate => gate.Value));
        var tasks = answer.TryGetProperty("tasks", out var items) ? [.. items.EnumerateArray()] : new[] { answer };
        foreach (var task in tasks)
            await client.AtModel(task.GetProperty("task_id").GetString()!);
    }

    private void OpenGates()
    {
        foreach (var gate in _started)
            gate.TrySetResult();
    }

    [GeneratedRegex("\"(task_id|batch_id)\": *\"([^\"]+)\"")]
    private static partial Regex Id();
}
