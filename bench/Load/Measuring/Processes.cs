namespace PromptGen.Load.Measuring;

/// <summary>What Linux says about processes: CPU time and memory, each with all its descendants.</summary>
internal static class Processes
{
    // Linux has told user space 100 for decades, whatever it counts in.
    private const double TicksPerSecond = 100;

    /// <summary>The CPU seconds that these processes used so far.</summary>
    public static double CpuSeconds(IEnumerable<int> processes) => WithDescendants(processes).Sum(one => one.CpuSeconds);

    /// <summary>The memory these processes hold, in bytes (RSS).</summary>
    public static long ResidentBytes(IEnumerable<int> processes) => WithDescendants(processes).Sum(one => one.ResidentBytes);

    /// <summary>The CPU seconds that the whole machine used so far.</summary>
    public static double MachineSeconds()
    {
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        // user, nice, system, then idle and waiting for disks, then interrupts.
        return ((int[])[1, 2, 3, 6, 7]).Sum(i => long.Parse(fields[i], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }

    private static List<Stat> WithDescendants(IEnumerable<int> roots)
    {
        var all = Directory.EnumerateDirectories("/proc")
            .Where(path => char.IsAsciiDigit(path[6])).Select(path => Stat.Read(path)).OfType<Stat>().ToLookup(one => one.Parent);
        var byId = all.SelectMany(group => group).ToDictionary(one => one.Id);
        var found = new List<Stat>();
        var left = new Stack<int>(roots);
        while (left.TryPop(out var id))
        {
            if (byId.TryGetValue(id, out var one))
                found.Add(one);
            foreach (var child in all[id])
                left.Push(child.Id);
        }
        return found;
    }

    private sealed record Stat(int Id, int Parent, double CpuSeconds, long ResidentBytes)
    {
        public static Stat? Read(string folder)
        {
            try
            {
                var text = File.ReadAllText($"{folder}/stat");
                // The name, in brackets, may hold anything.
                var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
                return new Stat(Number(folder[6..]), Number(fields[1]), (Number(fields[11]) + Number(fields[12])) / TicksPerSecond,
                    long.Parse(fields[21], CultureInfo.InvariantCulture) * Environment.SystemPageSize);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // It ended meanwhile.
                return null;
            }
        }

        private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
    }
}
