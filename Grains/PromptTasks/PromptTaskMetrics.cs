using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using PromptGen.Prompts;

namespace PromptGen.PromptTasks;

/// <summary>
/// What an operator counts of generations. Tags are of closed lists: no user, no id, no text. What a crash cuts short may be counted twice, or not at all.
/// </summary>
public sealed class PromptTaskMetrics
{
    /// <summary>The meter.</summary>
    public const string Name = "PromptGen.Tasks";

    private static readonly InstrumentAdvice<double> Seconds =
        new() { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 300, 600] };

    private readonly UnpaidTokens _unpaid;
    private readonly Counter<long> _started, _refused, _ended, _resumed, _leasesLost, _tokens;
    private readonly Histogram<double> _duration, _step, _firstText;

    /// <summary>Creates the instruments.</summary>
    public PromptTaskMetrics(IMeterFactory meters, UnpaidTokens unpaid)
    {
        var meter = meters.Create(Name);
        _unpaid = unpaid;
        _started = meter.CreateCounter<long>("promptgen.tasks.started", "{task}", "Generations accepted.");
        _refused = meter.CreateCounter<long>("promptgen.starts.refused", "{start}", "Starts and batches refused, by why.");
        _ended = meter.CreateCounter<long>("promptgen.tasks.ended", "{task}", "Generations ended, by status, origin and the reason of a fallback or a failure.");
        _resumed = meter.CreateCounter<long>("promptgen.tasks.resumed", "{task}", "Generations passed to a new attempt after their silo was lost or left.");
        _leasesLost = meter.CreateCounter<long>("promptgen.leases.lost", "{report}", "Reports of attempts that another one had taken over from.");
        _tokens = meter.CreateCounter<long>("promptgen.tokens", "{token}", "Tokens of accounts, by what became of them: reserved, charged, released, shortfall.");
        _duration = meter.CreateHistogram("promptgen.task.duration", "s", "From acceptance to the end, by status and origin.", advice: Seconds);
        _step = meter.CreateHistogram("promptgen.task.step.duration", "s", "How long generations stood at a step.", advice: Seconds);
        _firstText = meter.CreateHistogram("promptgen.task.first_text", "s", "From acceptance to the first text of the model; without a reader the text is told once a second.", advice: Seconds);
        BeginAtZero();
    }

    /// <summary>A generation was accepted, durably.</summary>
    public void Started() => _started.Add(1);

    /// <summary>A generation was passed to a new attempt, durably.</summary>
    public void Resumed() => _resumed.Add(1);

    /// <summary>Something happened to a generation.</summary>
    public void Happened(PromptTaskState before, PromptTaskState after, DateTimeOffset now)
    {
        if (before.Exists && after.Attempt == before.Attempt && after.Step != before.Step)
            _step.Record((now - before.UpdatedAt).TotalSeconds, new KeyValuePair<string, object?>("step", Word(before.Step)));
    }

    /// <summary>A generation has ended, durably.</summary>
    public void Ended(PromptTaskView view)
    {
        var tags = new TagList { { "status", Word(view.Status) }, { "origin", view.Result is { } result ? Word(result.Origin) : "none" } };
        _duration.Record((view.UpdatedAt - view.CreatedAt).TotalSeconds, tags);
        tags.Add("reason", view.Result?.Reason is { } reason ? Word(reason) : view.Error?.Code ?? "none");
        _ended.Add(1, tags);
    }

    /// <summary>A start or a batch was refused.</summary>
    public void Refused(SubmitOutcome outcome) => _refused.Add(1, new KeyValuePair<string, object?>("reason", Word(outcome)));

    /// <summary>An attempt reported that is not the task's any more, with what its result had used.</summary>
    public void LeaseLost(TokenUsage? used)
    {
        _leasesLost.Add(1);
        _unpaid.Add(used?.TotalTokens ?? 0, UnpaidTokens.LeaseLost);
    }

    /// <summary>The first text of the model has come.</summary>
    public void FirstText(PromptTaskState state, DateTimeOffset now) => _firstText.Record((now - state.CreatedAt).TotalSeconds);

    /// <summary>Tokens were set aside.</summary>
    public void Reserved(long tokens) => Count(tokens, "reserved");

    /// <summary>Tokens were charged or given back, and what was used was covered or not.</summary>
    public void Settled(TokenCharge charge, long used)
    {
        if (charge.State == ChargeState.Charged)
        {
            Count(charge.Tokens, "charged");
            Count(used - charge.Tokens, "shortfall");
            _unpaid.Add(used - charge.Tokens, UnpaidTokens.Shortfall);
        }
        else if (charge.State == ChargeState.Released)
        {
            Count(charge.Tokens, "released");
        }
    }

    private void Count(long tokens, string operation)
    {
        if (tokens > 0)
            _tokens.Add(tokens, new KeyValuePair<string, object?>("operation", operation));
    }

    /// <summary>What first appears as one is no increase to whoever watches: what an alert looks at is there from the start.</summary>
    private void BeginAtZero()
    {
        _started.Add(0);
        _resumed.Add(0);
        _leasesLost.Add(0);
        foreach (var operation in (string[])["reserved", "charged", "released", "shortfall"])
            _tokens.Add(0, new KeyValuePair<string, object?>("operation", operation));
        foreach (var outcome in (SubmitOutcome[])[SubmitOutcome.Busy, SubmitOutcome.RateLimited, SubmitOutcome.TooManyTasks])
            _refused.Add(0, new KeyValuePair<string, object?>("reason", Word(outcome)));
        _ended.Add(0, new TagList { { "status", Word(PromptTaskStatus.Completed) }, { "origin", Word(PromptOrigin.Ai) }, { "reason", "none" } });
        foreach (var reason in Enum.GetValues<FallbackReason>())
            _ended.Add(0, new TagList { { "status", Word(PromptTaskStatus.Completed) }, { "origin", Word(PromptOrigin.Fallback) }, { "reason", Word(reason) } });
    }

    private static string Word<T>(T value)
        where T : struct, Enum => Words<T>.Of[value];

    private static class Words<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Of = Enum.GetValues<T>().ToDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));
    }
}
