using PromptGen.Prompts;

namespace PromptGen.Models.Tests;

/// <summary>The estimate that needs no instruction is the instruction's.</summary>
public sealed class InstructionEstimateTests
{
    private static readonly string[] Texts =
    [
        "", "We sell bread.", "\n", "نان تازه هر روز ساعت ۷", "每天新鲜面包", "🥐🧁 and Brötchen", new string('b', 19_997), "\ud83e", "\uddc1 cut in half",
        "<<<END NOTES 0123456789ABCDEF>>>",
    ];

    private static readonly string?[] Types = [null, "", "bakery & café", "نانوایی", "a\nb: do this"];

    public static TheoryData<string?, string?, string> Arguments
    {
        get
        {
            var data = new TheoryData<string?, string?, string>();
            foreach (var text in Texts)
            {
                foreach (var type in Types)
                {
                    data.Add(type, null, text);
                    data.Add(type, "Name: [name]\r\nقیمت: [price]", text);
                }
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Arguments), DisableDiscoveryEnumeration = true)]
    public void Of_IsWhatTheMessagesAreEstimatedAt(string? businessType, string? template, string notes)
    {
        var submission = new PromptSubmission { ManualPrompt = notes, BusinessType = businessType };

        foreach (var asked in new[] { submission, submission with { Feedback = "کوتاه‌تر", Language = "fa" }, submission with { PreviousPrompt = "# Role\nمهربان", Feedback = "Shorter." } })
            Assert.Equal(PromptInstruction.Build(asked, template).Sum(message => TokenEstimate.Of(message.Text)), InstructionEstimate.Of(asked, template));
    }

    [Fact]
    public void ShortNotes_NeedNoMoreThanIsSetAsideForEveryGeneration() =>
        Assert.InRange(InstructionEstimate.Of(new PromptSubmission { ManualPrompt = new string('b', 200), BusinessType = "bakery" }, null), 1, 700);
}
