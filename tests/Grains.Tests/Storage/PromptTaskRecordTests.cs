using System.Collections.Immutable;
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

    [Fact]
    public void TracedTask_IsWrittenAndReadInTheSameWords()
    {
        var head = PromptTaskRecord.HeadOf(StorageJsonTests.Completed with { TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" });

        Assert.Equal(Golden.TracedHead2, Encoding.UTF8.GetString(head));
        Assert.Equal("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", new PromptTaskRecord(head, Encoding.UTF8.GetBytes(Golden.Data2), null, null).ToState().TraceParent);
    }

    [Fact]
    public void TemplateOfAdministrators_IsWrittenAsItsNumber()
    {
        var data = PromptTaskRecord.DataOf(StorageJsonTests.Completed with { TemplateVersion = 1893499200000 });

        var read = new PromptTaskRecord(Encoding.UTF8.GetBytes(Golden.Head2), data, null, null).ToState();

        Assert.Equal(Golden.Data2.Replace("\"isSettled\":true}", "\"isSettled\":true,\"templateVersion\":1893499200000}", StringComparison.Ordinal), Encoding.UTF8.GetString(data));
        Assert.Equal(1893499200000, read.TemplateVersion);
    }

    [Fact]
    public void TaskOfABatch_IsWrittenAndReadInTheSameWords()
    {
        var submission = StorageJsonTests.Completed.Submission! with
        {
            Metadata = ImmutableSortedDictionary<string, string>.Empty.Add("order", "7"),
            CallbackUrl = "https://example.org/hook",
            BatchId = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"),
            SkipsCache = true,
        };
        var state = StorageJsonTests.Completed with { Submission = submission };

        var (head, written) = (PromptTaskRecord.HeadOf(state), PromptTaskRecord.Utf8(submission));
        var read = new PromptTaskRecord(head, Encoding.UTF8.GetBytes(Golden.Data2), written, null).ToState();
        var withoutTexts = new PromptTaskRecord(head, Encoding.UTF8.GetBytes(Golden.Data2), null, null).ToState();

        Assert.Equal((Golden.BatchedHead2, Golden.BatchedSubmission2), (Encoding.UTF8.GetString(head), Encoding.UTF8.GetString(written)));
        Assert.Equal((submission.CallbackUrl, submission.BatchId, "7"), (read.CallbackUrl, read.BatchId, read.Submission!.Metadata!["order"]));
        Assert.Equal((submission.CallbackUrl, submission.BatchId), (withoutTexts.CallbackUrl, withoutTexts.BatchId));
    }

    [Fact]
    public void Refinement_IsWrittenAndReadInTheSameWords()
    {
        var submission = new PromptSubmission
        {
            ManualPrompt = "نان",
            Language = "fa-IR",
            PreviousPrompt = "# نقش",
            Feedback = "کوتاه‌تر",
            Refines = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"),
        };

        Assert.Equal(Golden.RefinedSubmission2, Encoding.UTF8.GetString(PromptTaskRecord.Utf8(submission)));
        Assert.Equal(submission, Record(Golden.RefinedSubmission2, null).ToState().Submission);
    }

    [Fact]
    public void DeletedTask_IsWrittenAndReadInTheSameWords()
    {
        var state = StorageJsonTests.Completed with { CachedUnder = "alice/0a1b", DeletedBy = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e") };

        var read = new PromptTaskRecord(Encoding.UTF8.GetBytes(Golden.Head2), Encoding.UTF8.GetBytes(Golden.DeletedData2), null, null).ToState();

        Assert.Equal(Golden.DeletedData2, Encoding.UTF8.GetString(PromptTaskRecord.DataOf(state)));
        Assert.Equal((state.CachedUnder, state.DeletedBy, true), (read.CachedUnder, read.DeletedBy, read.IsDeleted));
    }

    [Fact]
    public void ResultOfATemplate_IsWrittenAndReadInTheSameWords()
    {
        var result = new GeneratedPrompt("You are a baker.", PromptOrigin.Ai, "model-1", null) { Template = "restaurant.fa@1f0c9a7e" };

        Assert.Equal(Golden.TemplatedResult2, Encoding.UTF8.GetString(PromptTaskRecord.Utf8(result)));
        Assert.Equal(result, Record(null, Golden.TemplatedResult2).ToState().Result);
    }

    private static PromptTaskRecord Record(string? submission, string? result) => new(
        Encoding.UTF8.GetBytes(Golden.Head2), Encoding.UTF8.GetBytes(Golden.Data2),
        submission is null ? null : Encoding.UTF8.GetBytes(submission), result is null ? null : Encoding.UTF8.GetBytes(result));
}
