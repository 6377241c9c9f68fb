using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Storage;
using PromptGen.Batches;
using PromptGen.PromptTasks;
using PromptGen.Prompts;
using PromptGen.Silo;
using PromptGen.Tokens;

namespace PromptGen.Grains.Tests.Storage;

/// <summary>What is in Redis today can be read by every later version, and is written in the same words.</summary>
public sealed class StorageJsonTests
{
    private static readonly DateTimeOffset At = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Task = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e");
    private static readonly IGrainStorageSerializer Serializer = Build();

    public static readonly PromptTaskState Completed = new()
    {
        Step = PromptTaskStep.Completed,
        Version = 9,
        Attempt = 2,
        Starts = 1,
        Silo = "silo-2",
        Submission = new PromptSubmission { ManualPrompt = "We sell \"bread\" & Brötchen.", BusinessType = "bakery", Timeout = TimeSpan.FromSeconds(90), Fingerprint = "f1" },
        ReservationId = Guid.Parse("7c9e6679-7425-40de-944b-e07fc1f90ae7"),
        CreatedAt = At,
        UpdatedAt = At.AddSeconds(3.5),
        Charge = new TokenCharge(ChargeState.Charged, 310),
        Result = new GeneratedPrompt("You are a baker.", PromptOrigin.Ai, "model-1", new TokenUsage(100, 200, 310)),
        ResultDraft = 4,
        IsSettled = true,
    };

    public static readonly PromptTaskState Failed = new()
    {
        Step = PromptTaskStep.Failed,
        Version = 3,
        Attempt = 1,
        Starts = 1,
        Silo = "silo-1",
        Submission = new PromptSubmission { ManualPrompt = "We sell bread." },
        ReservationId = Guid.Parse("7c9e6679-7425-40de-944b-e07fc1f90ae7"),
        CreatedAt = At,
        UpdatedAt = At,
        Error = new PromptTaskError("insufficient_tokens", "You need more.") { TokensRemaining = 250, DaysRemaining = 14 },
        IsSettled = true,
    };

    public static readonly PromptTaskState Read = Failed with
    {
        Step = PromptTaskStep.Cancelled,
        Version = 6,
        Submission = new PromptSubmission { ManualPrompt = "We sell bread.", IsAwaited = true },
        Charge = new TokenCharge(ChargeState.Reserved, 700),
        InstructionTokens = 250,
        ReadUsage = new TokenUsage(250, 40, 290) { Estimated = true },
        Error = null,
        IsSettled = false,
    };

    [Fact]
    public void CompletedTask_IsWrittenAsEver() => AssertWrites(Golden.CompletedTask, Completed);

    [Fact]
    public void CompletedTask_IsReadAsEver() => Assert.Equal(Completed, Load<PromptTaskState>(Golden.CompletedTask));

    [Fact]
    public void FailedTask_IsWrittenAsEver() => AssertWrites(Golden.FailedTask, Failed);

    [Fact]
    public void FailedTask_IsReadAsEver() => Assert.Equal(Failed, Load<PromptTaskState>(Golden.FailedTask));

    [Fact]
    public void ReadTask_IsWrittenAsEver() => AssertWrites(Golden.ReadTask, Read);

    [Fact]
    public void ReadTask_IsReadAsEver() => Assert.Equal(Read, Load<PromptTaskState>(Golden.ReadTask));

    [Fact]
    public void Batch_IsWrittenAsEver() => AssertWrites(Golden.Batch, Batch());

    [Fact]
    public void Batch_IsReadAsEver()
    {
        var read = Load<PromptBatchState>(Golden.Batch);

        Assert.Equal((2, "f1", CancelReason.Requested, PromptTaskStatus.Failed), (read.Total, read.Fingerprint, read.Cancelled, read.Ends[1]));
        Assert.Equal(Batch().Items, read.Items);
    }

    [Fact]
    public void ChangedAccount_IsWrittenAsEver() => AssertWrites(Golden.ChangedAccount, ChangedAccount());

    [Fact]
    public void ChangedAccount_IsReadAsEver() => Assert.Equivalent(ChangedAccount(), Load<TokenAccount>(Golden.ChangedAccount), strict: true);

    [Fact]
    public void NumberedAccount_IsWrittenAsEver() => AssertWrites(Golden.Account2, NumberedAccount());

    [Fact]
    public void NumberedAccount_IsReadAsEver() => Assert.Equivalent(NumberedAccount(), Load<TokenAccount>(Golden.Account2), strict: true);

    [Fact]
    public void Line_IsReadAndWrittenAsEver_ToTheByte() =>
        Assert.Equal(Golden.Line2, JsonSerializer.Serialize(JsonSerializer.Deserialize(Golden.Line2, JournalJson.Stored.JournalLine)!, JournalJson.Stored.JournalLine));

    [Fact]
    public void Line_WithWhatTheClientTold_IsReadAndWrittenAsEver_ToTheByte()
    {
        var read = Load<TokenAccount>(Golden.Account2.Replace(Golden.Line2, Golden.ToldLine2, StringComparison.Ordinal));

        Assert.Equal(("7", 1250), (read.Outbox![0].Metadata!["order"], read.Outbox[0].ResponseTimeMs));
        Assert.Equal(Golden.ToldLine2, JsonSerializer.Serialize(Load<TokenAccount>(Write(read)).Outbox![0], JournalJson.Stored.JournalLine));
    }

    [Fact]
    public void Line_OfALaterVersion_StaysAsItIs_WhoeverAppendsIt()
    {
        var later = Golden.Line2.Replace("\"model-1\"}", "\"model-1\",\"metadata\":{\"شعبه\":\"a & b\"},\"responseTime\":1.50}", StringComparison.Ordinal);
        var stored = Load<TokenAccount>(Golden.Account2.Replace(Golden.Line2, later, StringComparison.Ordinal));

        Assert.Equal(later, JsonSerializer.Serialize(Load<TokenAccount>(Write(stored)).Outbox![0], JournalJson.Stored.JournalLine));
    }

    [Fact]
    public void BusinessPrompt_IsReadAndWrittenAsEver()
    {
        var prompt = new StoredBusinessPrompt("Zoo & Aquarium", "# Role\n\"Guide\" in تهران", 1893499200000, At);

        Assert.Equal(prompt, StoredBusinessPrompt.Parse(Encoding.UTF8.GetBytes(Golden.BusinessPrompt)));
        Assert.Equal(Golden.BusinessPrompt, Encoding.UTF8.GetString(prompt.ToUtf8()));
    }

    [Fact]
    public void Account_IsWrittenAsEver() => AssertWrites(Golden.Account, Account());

    [Fact]
    public void Account_IsReadAsEver() => Assert.Equivalent(Account(), Load<TokenAccount>(Golden.Account), strict: true);

    [Fact]
    public void Task_WithMembersOfALaterVersion_IsStillRead() =>
        Assert.Equal(Failed, Load<PromptTaskState>(Golden.FailedTask.Replace("{\"step\"", "{\"laterMember\":{\"a\":[1]},\"step\"", StringComparison.Ordinal)));

    [Fact]
    public void Task_WithoutMembersThatHaveDefaults_IsStillRead()
    {
        var task = Load<PromptTaskState>("""{"step":"Queued","version":1,"attempt":1,"owner":"silo-1","submission":{"manualPrompt":"We sell bread."}}""");

        Assert.Equal((PromptTaskStep.Queued, TokenCharge.None, false), (task.Step, task.Charge, task.IsSettled));
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void Step_IsKeptByName(PromptTaskStep step) =>
        Assert.Contains($"\"step\":\"{step}\"", Write(Failed with { Step = step }), StringComparison.Ordinal);

    public static TheoryData<PromptTaskStep> Steps => [.. Enum.GetValues<PromptTaskStep>()];

    private static TokenAccount Account() => new()
    {
        Seen = true,
        Granted = 5000,
        Charged = 310,
        Subscription = new Subscription(true, At.AddDays(14)),
        Open = { [Task] = new OpenEntry(700, null, At), [Guid.Empty] = new OpenEntry(0, 310, At) },
        Closed = new Queue<ClosedEntry>([new ClosedEntry(Task, 310)]),
        GrantReferences = ["invoice-7"],
    };

    private static TokenAccount NumberedAccount() => new()
    {
        Format = 2,
        LastReservation = 13,
        LastLine = 2,
        Outbox = [new JournalLine { Line = 2, Kind = "charge", Tokens = -310, BalanceAfter = 4690, At = At, TaskId = Task, Shortfall = 10, Usage = new TokenUsage(100, 210, 320), Model = "model-1" }],
        Seen = true,
        Granted = 5000,
        Charged = 310,
        Subscription = new Subscription(true, At.AddDays(14)),
        Open =
        {
            [Completed.ReservationId] = new OpenEntry(700, null, At) { Number = 12, TaskId = Task },
            [Guid.Parse("9b2b6ef0-3e0b-4b0e-8d55-0d1c2b3a4f5e")] = new OpenEntry(0, 310, At) { Number = 13, TaskId = Task },
        },
        Closed = null,
        GrantReferences = null,
    };

    private static TokenAccount ChangedAccount() => new()
    {
        Seen = true,
        Granted = 500,
        GrantReferences = ["invoice-7"],
        GrantAmounts = new() { ["invoice-7"] = 500 },
        Changes = new Queue<ChangeEntry>([new ChangeEntry(Task, "f1", 500, 0, new Subscription(true, null))]),
    };

    private static void AssertWrites<T>(string golden, T value) =>
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(golden).RootElement, JsonDocument.Parse(Write(value)).RootElement), Write(value));

    private static string Write<T>(T value) => Serializer.Serialize(value).ToString();

    private static T Load<T>(string json) => Serializer.Deserialize<T>(BinaryData.FromString(json))!;

    private static IGrainStorageSerializer Build()
    {
        var host = Host.CreateApplicationBuilder();
        host.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering();
            silo.UsePromptGenStorageSerializer();
        });
        return host.Build().Services.GetRequiredService<IGrainStorageSerializer>();
    }

    private static PromptBatchState Batch() => new()
    {
        Total = 2,
        CreatedAt = At,
        Fingerprint = "f1",
        Items = [new PromptSubmission { ManualPrompt = "We sell bread." }, new PromptSubmission { ManualPrompt = "We bake." }],
        Cancelled = CancelReason.Requested,
        Ends = new Dictionary<int, PromptTaskStatus> { [1] = PromptTaskStatus.Failed },
    };
}
