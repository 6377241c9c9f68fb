using Microsoft.Extensions.Logging;
using PromptGen.ServiceDefaults.Logging;

namespace PromptGen.Silo.Tests.Hosting;

/// <summary>With <c>Logging:UserIds</c> = <c>hash</c> no line names a user, and lines of one user can still be found.</summary>
public sealed partial class UserIdHashTests : IDisposable
{
    private static readonly string[] Users = ["alice", "https://id.example.org/users/42", "Ann O'Neil, jr. [2]", "a", "علی", "x@example.org"];

    private readonly RecordedLogs _logs = new();
    private readonly UserIdHash _hash = new();
    private readonly ILogger _logger;

    public UserIdHashTests()
    {
        _logger = new UserIdHidingLoggerFactory(LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_logs)), _hash).CreateLogger("Canary");
    }

    public void Dispose() => _logs.Dispose();

    public static TheoryData<string> Ids => [.. Users];

    [Theory]
    [MemberData(nameof(Ids))]
    public void LineOfOurOwn_HasTheHashInsteadOfTheId(string user)
    {
        LogTask(_logger, new InvalidOperationException($"Key promptgen/tokens/{user}"), Guid.NewGuid(), user);

        AssertHidden(user);
        Assert.Contains(_hash.Of(user), Assert.Single(_logs.Lines), StringComparison.Ordinal);
        Assert.Contains(nameof(InvalidOperationException), Assert.Single(_logs.Lines), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void PathOrKeyAsAValue_IsHashedToItsEnd(string user)
    {
        foreach (var place in (string[])[$"/api/v1/billing/accounts/{user}/", $"/api/v1/billing/accounts/{Uri.EscapeDataString(user)}/grants/", $"task/{Guid.NewGuid():N}/{user}", $"tokens/{user}"])
            LogPlace(_logger, place);

        AssertHidden(user);
        Assert.All(_logs.Lines, line => Assert.Contains(_hash.Of(user), line, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void OrleansException_NamesNobody(string user)
    {
        foreach (var text in (string[])
            [$"Response did not arrive on time for message: Request [sys.client/1]->[S127.0.0.1:11111:1 tokens/{user}] ITokenLedgerGrain", $"Timeout performing HGET promptgen/task/{Guid.NewGuid():N}/{user}, inst: 0"])
            LogFailure(_logger, new TimeoutException(text, new InvalidOperationException(text)), text);

        AssertHidden(user);
    }

    [Fact]
    public void OtherText_StaysAsItIs()
    {
        LogPlace(_logger, "The account's 700 tokens/day, accounts closed: task 1 of 2");
        Assert.Contains("accounts closed: task 1 of 2", Assert.Single(_logs.Lines), StringComparison.Ordinal);
    }

    private void AssertHidden(string user)
    {
        Assert.NotEmpty(_logs.Lines);
        // A letter alone stands in every line.
        if (user.Length > 1)
            Assert.DoesNotContain(_logs.Lines, line => line.Contains(user, StringComparison.Ordinal) || line.Contains(Uri.EscapeDataString(user), StringComparison.Ordinal));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Task {TaskId} of {UserId}: failed")]
    private static partial void LogTask(ILogger logger, Exception failure, Guid taskId, string userId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "GET {Place} answered 503")]
    private static partial void LogPlace(ILogger logger, string place);

    [LoggerMessage(Level = LogLevel.Error, Message = "Failed: {What}")]
    private static partial void LogFailure(ILogger logger, Exception failure, string what);
}
