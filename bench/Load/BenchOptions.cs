namespace PromptGen.Load;

/// <summary>What to measure, and how much of it.</summary>
internal sealed record BenchOptions
{
    /// <summary>The scenarios, in this order; empty: all of the standard form.</summary>
    public string[] Only { get; private set; } = [];

    /// <summary>How often everything is measured; the table shows medians.</summary>
    public int Runs { get; private set; } = 1;

    /// <summary>Connections of the closed loops.</summary>
    public int Connections { get; private set; } = 32;

    /// <summary>How long each closed loop sends; the open ones take half of it.</summary>
    public TimeSpan Time { get; private set; } = TimeSpan.FromSeconds(8);

    /// <summary>The most rounds of a warm-up; few are for trying the bench itself.</summary>
    public int WarmRounds { get; private set; } = 40;

    /// <summary>Generations of <c>complete</c>.</summary>
    public int Tasks { get; private set; } = 10_000;

    /// <summary>Generations of <c>inflight</c>.</summary>
    public int InFlight { get; private set; } = 2_000;

    /// <summary>How long the model takes in <c>inflight</c>.</summary>
    public TimeSpan Delay { get; private set; } = TimeSpan.FromSeconds(5);

    /// <summary>Event streams of <c>events</c>.</summary>
    public int Streams { get; private set; } = 2_000;

    /// <summary>Users of <c>users</c>.</summary>
    public int Users { get; private set; } = 10_000;

    /// <summary>Batches of <c>batches</c>, of a hundred each.</summary>
    public int Batches { get; private set; } = 1_000;

    /// <summary>Numbers of silos of <c>silos</c>.</summary>
    public int[] Silos { get; private set; } = [1, 2, 3];

    /// <summary>How far <c>growth</c> goes: 1 in a minute; 250 to a million finished tasks.</summary>
    public int Growth { get; private set; } = 1;

    /// <summary>The folder for the table and the drawings.</summary>
    public string Out { get; private set; } = "";

    /// <summary>The folder of the published gateway, which holds the silo's program too.</summary>
    public string Built { get; private set; } = "";

    /// <summary>A service that runs already, measured instead of the published one.</summary>
    public GivenOptions? Given { get; private set; }

    /// <summary>What is measured in turn with it.</summary>
    public GivenOptions? Peer { get; private set; }

    /// <summary>Reads the command line.</summary>
    /// <exception cref="FormatException">It is not understood; the message says what.</exception>
    public static BenchOptions Parse(string[] args)
    {
        var options = new BenchOptions();
        var (given, peer) = (new GivenOptions { Name = "service" }, new GivenOptions { Name = "peer" });
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : throw new FormatException($"{args[i]} needs a value.");
            var name = args[i].StartsWith("--", StringComparison.Ordinal) ? args[i][2..] : throw new FormatException($"{args[i]} is no option.");
            if (name == "peer")
                peer.Command = value;
            else if (!options.TrySet(name, value) && !given.TrySet(name, value) && !(name.StartsWith("peer-", StringComparison.Ordinal) && peer.TrySet(name[5..], value)))
                throw new FormatException($"{args[i]} is no option.");
        }
        options.Given = given.IsSet ? given : null;
        options.Peer = peer.IsSet ? peer : peer.Command is null ? null : throw new FormatException("--peer needs --peer-base and --peer-token.");
        return options;
    }

    private bool TrySet(string name, string value)
    {
        switch (name)
        {
            case "only": Only = value.Split(','); break;
            case "runs": Runs = Number(value); break;
            case "connections": Connections = Number(value); break;
            case "secs": Time = TimeSpan.FromSeconds(Number(value)); break;
            case "warm-rounds": WarmRounds = Number(value); break;
            case "tasks": Tasks = Number(value); break;
            case "inflight": InFlight = Number(value); break;
            case "delay": Delay = TimeSpan.FromMilliseconds(Number(value)); break;
            case "streams": Streams = Number(value); break;
            case "users": Users = Number(value); break;
            case "batches": Batches = Number(value); break;
            case "silos": Silos = [.. value.Split(',').Select(Number)]; break;
            case "growth": Growth = Number(value); break;
            case "out": Out = value; break;
            case "built": Built = Path.GetFullPath(value); break;
            default: return false;
        }
        return true;
    }

    private static int Number(string value) =>
        int.TryParse(value, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : throw new FormatException($"{value} is no number above 0.");
}

/// <summary>A service at an address.</summary>
internal sealed record GivenOptions
{
    /// <summary>The heading of its column.</summary>
    public required string Name { get; set; }

    /// <summary>Starts it with <c>start</c>, which prints lines of a role and a process id, and ends it with <c>stop</c>; <c>null</c>: it runs already.</summary>
    public string? Command { get; set; }

    /// <summary>Its origin.</summary>
    public Uri Base { get; private set; } = null!;

    /// <summary>The bearer token of its user.</summary>
    public string Token { get; private set; } = null!;

    /// <summary>A file with lines of a role (<c>svc</c>, <c>redis</c>, <c>ai</c>) and a process id.</summary>
    public string? PidFile { get; private set; }

    /// <summary>The port of its Redis.</summary>
    public int? RedisPort { get; private set; }

    /// <summary>The origin of its fake model.</summary>
    public Uri? Model { get; private set; }

    /// <summary>Whether it can be reached.</summary>
    public bool IsSet => Base is not null && Token is not null;

    internal bool TrySet(string name, string value)
    {
        switch (name)
        {
            case "name": Name = value; break;
            case "base": Base = new Uri(value); break;
            case "token": Token = value; break;
            case "pids": PidFile = value; break;
            case "redis": RedisPort = int.Parse(value, CultureInfo.InvariantCulture); break;
            case "model": Model = new Uri(value); break;
            default: return false;
        }
        return true;
    }
}
