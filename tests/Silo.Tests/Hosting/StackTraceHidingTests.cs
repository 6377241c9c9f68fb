using Microsoft.Extensions.Logging;
using PromptGen.ServiceDefaults.Logging;

namespace PromptGen.Silo.Tests.Hosting;

/// <summary>A log tells what went wrong and not through which lines of code.</summary>
public sealed partial class StackTraceHidingTests : IDisposable
{
    private readonly RecordedLogs _logs = new();
    private readonly ILogger _logger;

    public StackTraceHidingTests()
    {
        _logger = new StackTraceHidingLoggerFactory(LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_logs))).CreateLogger("Canary");
    }

    public void Dispose() => _logs.Dispose();

    [Fact]
    public void Exception_IsLoggedWithAllItsCauses_AndWithoutStackTraces()
    {
        LogFailure(_logger, Thrown(new AggregateException(Thrown(new TimeoutException("Redis is slow")), Thrown(new IOException("broken pipe", Thrown(new ArgumentException("port")))))), 7);

        var line = Assert.Single(_logs.Lines);
        Assert.DoesNotContain("   at ", line, StringComparison.Ordinal);
        Assert.DoesNotContain(nameof(Thrown), line, StringComparison.Ordinal);
        foreach (var said in (string[])["System.AggregateException: ", "System.TimeoutException: Redis is slow", "System.IO.IOException: broken pipe", "System.ArgumentException: port", "step 7"])
            Assert.Contains(said, line, StringComparison.Ordinal);
    }

    [Fact]
    public void StackTraceWithinAMessage_IsTakenOut()
    {
        var remote = new InvalidOperationException($"The silo said: {Thrown(new TimeoutException("no answer", Thrown(new IOException("closed"))))}\nand nothing else");

        LogFailure(_logger, remote, 7);

        var line = Assert.Single(_logs.Lines);
        Assert.DoesNotContain("   at ", line, StringComparison.Ordinal);
        Assert.DoesNotContain("--- End of", line, StringComparison.Ordinal);
        foreach (var said in (string[])["no answer", "closed", "and nothing else"])
            Assert.Contains(said, line, StringComparison.Ordinal);
    }

    [Fact]
    public void LineWithoutAnException_StaysAsItIs()
    {
        LogStep(_logger, "We meet   at noon");
        Assert.Contains("We meet   at noon", Assert.Single(_logs.Lines), StringComparison.Ordinal);
    }

    private static Exception Thrown(Exception exception)
    {
        try
        {
            throw exception;
        }
        catch (Exception caught)
        {
            return caught;
        }
    }

    [LoggerMessage(LogLevel.Warning, "It failed at step {Step}")]
    private static partial void LogFailure(ILogger logger, Exception exception, int step);

    [LoggerMessage(LogLevel.Information, "{Text}")]
    private static partial void LogStep(ILogger logger, string text);
}
