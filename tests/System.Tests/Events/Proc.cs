using PromptGen.Llm;

namespace PromptGen.SystemTests.Events;

/// <summary>What Linux says about processes and connections.</summary>
internal static class Proc
{
    private const string Established = "01";

    /// <summary>How many connections to a local port are established, seen from the side that listens.</summary>
    public static async Task<int> ConnectionsAsync(int port)
    {
        var local = $":{port:X4}";
        var lines = await File.ReadAllLinesAsync("/proc/net/tcp");
        return lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Count(fields => fields[1].EndsWith(local, StringComparison.Ordinal) && fields[3] == Established);
    }
}
