using System.Text;
using PromptGen.PromptTasks;

namespace PromptGen.Grains.Tests.Storage;

/// <summary>Format 2 of a generation: what is in Redis today can be read by every later version, and is written in the same words.</summary>
public sealed class PromptTaskRecordTests
{
    [Fact]
    public void Task_IsWrittenInTheWordsOfItsParts() => Assert.Equal(
        [Golden.Head2, Golden.Data2, Golden.Submission2, Golden.Result2],
        new[]
        {
            PromptTaskRecord.HeadOf(StorageJsonTests.Completed), PromptTaskRecord.DataOf(StorageJsonTests.Completed),
            PromptTaskRecord.Utf8(StorageJsonTests.Completed.Submission!), PromptTaskRecord.Utf8(StorageJsonTests.Completed.Result!),
        }.Select(Encoding.UTF8.GetString));

    [Fact]
    public void Parts_AreReadAsTheTask()
    {
        var read = Record(Golden.Submission2, Golden.Result2).ToState();

        var withoutItsOwn = StorageJsonTests.Completed.Submission! with { Fingerprint = null };
        Assert.Equal(StorageJsonTests.Completed with { Submission = withoutItsOwn, Fingerprint = "f1" }, read);
    }

    [Fact]
    public void TaskWithoutItsTexts_StillKnowsItsKey()
    {
        var read = Record(null, null).ToState();

        Assert.Equal(("f1", null, null), (read.Fingerprint, read.Submission, read.Result));
    }

    private static PromptTaskRecord Record(string? submission, string? result) => new(
        Encoding.UTF8.GetBytes(Golden.Head2), Encoding.UTF8.GetBytes(Golden.Data2),
        submission is null ? null : Encoding.UTF8.GetBytes(submission), result is null ? null : Encoding.UTF8.GetBytes(result));
}
