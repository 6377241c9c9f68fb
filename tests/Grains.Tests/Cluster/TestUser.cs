using PromptGen.PromptTasks;
using PromptGen.Testing;
using PromptGen.Tokens;

namespace PromptGen.Grains.Tests.Cluster;

/// <summary>A user of one test, whose questions carry a marker that the model knows them by.</summary>
internal sealed class TestUser(ClusterFixture cluster)
{
    private readonly TaskCompletionSource _model = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Id { get; } = $"user-{Guid.NewGuid():N}";

    public IUserTokensGrain Account => cluster.Grains.UserTokens(Id);

    public ITokenLedgerGrain Ledger => cluster.Grains.GetGrain<ITokenLedgerGrain>(Id);

    /// <summary>A user with a subscription and so many tokens.</summary>
    public static async Task<TestUser> With(ClusterFixture cluster, long tokens)
    {
        var user = new TestUser(cluster);
        await user.Account.Change(new AccountChange { TokensRemaining = tokens, Subscription = new Subscription(true, null) });
        return user;
    }

    /// <summary>The model keeps this user waiting until <see cref="LetModelAnswer"/>.</summary>
    public void HoldModel(ModelTokens? usage = null) =>
        cluster.Model.On(Id, ModelBehaviours.AnswerInChunks(["You are ", "a baker."], _ => _model.Task, usage));

    public void LetModelAnswer() => _model.TrySetResult();

    public void Model(ModelBehaviour behaviour) => cluster.Model.On(Id, behaviour);

    public TestTask NewTask() => new(cluster, new PromptTaskKey(Id, Guid.NewGuid()));

    public async Task<TestTask> Start(TimeSpan? timeout = null, bool isAwaited = false)
    {
        var task = NewTask();
        Assert.Equal(SubmitOutcome.Accepted, await task.Submit(timeout: timeout, isAwaited: isAwaited));
        return task;
    }

    public async Task<TestTask> StartAndReachModel()
    {
        var task = await Start();
        await cluster.Model.Called(Id, 1);
        return task;
    }
}

/// <summary>A task of a <see cref="TestUser"/>.</summary>
internal sealed class TestTask(ClusterFixture cluster, PromptTaskKey key)
{
    public PromptTaskKey Key => key;

    /// <summary>The reservation of a task that a test puts into Redis itself.</summary>
    public Guid Reservation { get; } = Guid.NewGuid();

    public IPromptTaskGrain Grain => cluster.Grains.PromptTask(key);

    public IPromptTaskAttemptGrain Attempts => cluster.Grains.GetGrain<IPromptTaskAttemptGrain>(key.ToString());

    /// <summary>The notes, unless a test has longer ones.</summary>
    public string Notes { get; init; } = $"We sell bread. {key.UserId}";

    public async Task<SubmitOutcome> Submit(string? fingerprint = null, TimeSpan? timeout = null, bool isAwaited = false) =>
        (await Grain.Submit(new PromptSubmission { ManualPrompt = Notes, Fingerprint = fingerprint, Timeout = timeout, IsAwaited = isAwaited })).Outcome;

    public async Task<PromptTaskView> Ended() =>
        (await Eventually.Sees(() => Grain.GetStatus(), view => view?.Status.IsTerminal() is true))!;

    public async Task<PromptTaskView> At(int progress) =>
        (await Eventually.Sees(() => Grain.GetStatus(), view => view?.Progress == progress))!;

    /// <summary>The silos whose index names the task.</summary>
    public async Task<string[]> InFlightAt()
    {
        var owners = new List<string>();
        foreach (var runner in cluster.Runners)
        {
            if (await cluster.Redis.SetContainsAsync(cluster.Keys.InFlight(runner.Silo), key.ToString()))
                owners.Add(runner.Silo);
        }
        return [.. owners];
    }
}
