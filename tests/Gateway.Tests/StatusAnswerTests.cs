using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using PromptGen.Gateway.Generations;

namespace PromptGen.Gateway.Tests;

public sealed class StatusAnswerTests
{
    private static readonly StatusAnswer Answer = StatusAnswer.From(new PromptTaskView
    {
        TaskId = Guid.NewGuid(),
        Status = PromptTaskStatus.Processing,
        Progress = 50,
        Message = new string('a', 60_000),
        Attempt = 1,
        Version = 1,
        CreatedAt = DateTimeOffset.UnixEpoch,
        UpdatedAt = DateTimeOffset.UnixEpoch,
        Charge = new TokenCharge(ChargeState.None, 0),
    });

    [Theory]
    [InlineData("*", true)]
    [InlineData("TAG", true)]
    [InlineData("W/TAG", true)]
    [InlineData(" \"a\" ,\tW/TAG , \"b\"", true)]
    [InlineData(",,TAG,", true)]
    [InlineData("", false)]
    [InlineData("\"0123456789abcdef\"", false)]
    [InlineData("W/W/TAG", false)]
    public void IfNoneMatch_IsAListOfWeaklyComparedTags(string header, bool expected) =>
        Assert.Equal(expected, Answer.IsKnownTo(Asking(header.Replace("TAG", Answer.ETag, StringComparison.Ordinal))));

    [Fact]
    public void IfNoneMatch_Of32KilobytesOfCommas_IsComparedOnce()
    {
        var request = Asking(new string(',', 32_000));
        Answer.IsKnownTo(request);
        var (allocated, began) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());

        for (var i = 0; i < 100; i++)
            Assert.False(Answer.IsKnownTo(request));

        // Hashing 60 kB per comma takes a third of a second each, splitting allocates 768 kB each.
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(3));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, 100_000);
    }

    private static HttpRequest Asking(string header)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.IfNoneMatch = header;
        return request;
    }
}
