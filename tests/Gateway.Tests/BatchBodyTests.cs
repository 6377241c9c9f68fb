using PromptGen.Gateway.Batches;

namespace PromptGen.Gateway.Tests;

public sealed class BatchBodyTests
{
    private static readonly DateTimeOffset At = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(PromptTaskStatus.Queued, false, PromptTaskStatus.Queued)]
    [InlineData(PromptTaskStatus.Processing, false, PromptTaskStatus.Processing)]
    // All have ended, and the batch does not know of it yet.
    [InlineData(PromptTaskStatus.Completed, false, PromptTaskStatus.Processing)]
    [InlineData(PromptTaskStatus.Completed, true, PromptTaskStatus.Completed)]
    public void Completed_IsSaidOnceItIsKnownWhen(PromptTaskStatus items, bool isKnown, PromptTaskStatus expected)
    {
        var batch = new PromptBatchView { CreatedAt = At, Ends = [items, items], CompletedAt = isKnown ? At.AddSeconds(1) : null, ExpiresAt = isKnown ? At.AddMinutes(10) : null };

        var body = BatchBody.From(new PromptBatchKey("anna", Guid.NewGuid()), batch, [null, null]);

        Assert.Equal((expected, isKnown, isKnown), (body.Status, body.CompletedAt is not null, body.ExpiresAt is not null));
    }
}
