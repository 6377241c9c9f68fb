using CsCheck;
using PromptGen.Prompts;
using PromptGen.Prompts.Answers;

namespace PromptGen.Models.Tests;

/// <summary>The prompt alone is delivered, and nobody ever sees live what is not part of it.</summary>
public sealed class AnswerTextTests
{
    private const string Good = "You help guests of Cafe Lume.";

    public static TheoryData<string> Befores =>
    [
        "<think>plan</think>", "<think>\nplan\n</think>\n\n", "<thinking>plan</thinking>\n", "<reasoning>plan</reasoning>", "<THINK>plan</THINK>", "<think></think>\n\n",
        "<think>one</think>\n<think>two</think>\n", "plan\n</think>\n\n", "Okay, the user wants a prompt.\n\nNo more.</think>\n", "<think>a <think>b</think> c</think>",
        "Here is your prompt:\n\n", "Here is your prompt: ", "Here's the finished prompt:\n", "Here’s your prompt:\n\n", "**Here is your prompt:**\n\n", "### Here is the prompt:\n",
        "Sure! Here's the prompt:\n\n", "Sure!\n\n", "Of course! Here is a prompt for your cafe:\n\n", "Of course, here it is:\n", "Certainly, here you go:\n\n", "Absolutely!\n\nHere is your prompt:\n\n",
        "Sure, I can help with that.\n\n", "Below is the rewritten prompt:\n---\n".Replace("---\n", "\n", StringComparison.Ordinal), "I've turned your notes into a prompt:\n\n", "Based on your notes, this is the prompt:\n\n",
        "Prompt:\n", "**Prompt:**\n", "Final prompt:\n\n", "Here is your prompt.\n\n", "<think>plan</think>\nSure! Here is the prompt:\n\n",
        "در اینجا پرامپت شما آمده است:\n\n", "البته! پرامپت شما:\n", "إليك البرومبت الخاص بك:\n\n", "بالتأكيد! إليك الموجه:\n", "Hier ist Ihr Prompt:\n\n", "Gerne! Hier ist der fertige Prompt:\n\n",
        "Voici votre prompt :\n\n", "Bien sûr ! Voici le prompt :\n\n".Replace(" !", "!", StringComparison.Ordinal), "Aquí tienes el prompt:\n\n", "¡Claro! Aquí está tu prompt:\n\n".TrimStart('¡'), "Вот ваш промпт:\n\n", "Конечно! Вот готовый промпт:\n\n",
        "İşte prompt:\n\n", "Tabii! İşte hazırladığım prompt:\n\n", "好的，以下是您的提示词：\n\n",
        "Sure! Below is the system prompt you asked for.\n\n---\n\n", "Here is your prompt:\n***\n", "Here is your prompt:\n\n---\n```\n", "<prompt>", "<prompt>\n", "<SYSTEM_PROMPT>\n", "Here is your prompt:\n\n<prompt>\n", "<think>plan</think>\n<answer>Sure!\n\n",
        "```\n", "```markdown\n", "Here is your prompt:\n\n```\n", "<think>plan</think>```text\n", "\uFEFF\u200B\n", "\u200F",
    ];

    public static TheoryData<string> Afters =>
    [
        "\n\nLet me know if you need anything else!", "\n\nLet me know if you'd like any changes.", "\n\n---\nNote: I kept all your contact details as given.", "\n\nI've included every price of your notes.", "\n\n---\n\nLet me know if you want another tone.", "\nPlease let me know if this works for you.",
        "\n\nI hope this helps!", "\n\nFeel free to adjust it as you like.", "\n\nWould you like me to shorten it?", "\n\n*Let me know if you want changes.*",
        "\n\nLassen Sie mich wissen, ob es passt.", "\n\nN'hésitez pas à me dire si cela convient.", "\n\nAvísame si quieres cambios.", "\n\nСообщите, если нужны изменения.", "\n\nاگر تغییری لازم است بگویید.",
        "\n\nأخبرني إذا أردت تعديلات.", " \n\u200B\uFEFF", "\n\n\n",
    ];

    public static TheoryData<string> GoodBeginnings =>
    [
        "You are the assistant of Cafe Lume:\n- be kind", "# Role:\nYou help guests.", "Role:\nYou help guests.", "Cafe Lume: opening hours 8-18\nBe kind.", "**Role**\nHelp.", "## Prompt for the assistant of Cafe Lume\nHelp.",
        "Here is how you answer guests:\n- politely", "Here are the prices:\n- tea 3", "This is the assistant of Cafe Lume:\nhelp", "The assistant of Cafe Lume answers promptly: within a minute.", "Here you serve guests promptly: always.",
        "Great Wall Restaurant: you help guests.", "Okay Burger: you help guests.", "Sure Shop, Berlin: you help guests.", "Perfect Nails: you help guests.", "Certainly you are kind: always.",
        "Act as the assistant of Cafe Lume.", "When a guest asks:\n1. answer", "Name: Lume\nHours: 8:30-18:00", "As the assistant of Lume, you: help", "Based on the menu, you advise guests: kindly.",
        "Your job: help guests.", "Your task is to prompt guests to book:\nkindly", "Prompt guests to book a table.", "Prompts of guests are answered kindly: always.", "`code` first\nthen text", "```\na\n```\nb\n```\nc\n```",
        "Let me know if is what guests say.\nAnswer them.", "# Closing\n\nLet me know if I can help you with anything else.", "End with:\nLet me know if I can help you.", "- one\n- two\n\n---\n\nEnd.", "<role>You help</role>\n<reasoning>none</reasoning>", "<prompts>You help</prompts>", "---\nname: Lume\n---\nYou help.", "Note: I is the first person.",
        "این دستیار کافه است: مودب باش", "شما دستیار کافه لومه هستید:\nمودب باشید", "أنت مساعد المقهى:\nكن لطيفا", "Вы помощник кафе:\nбудьте вежливы", "Du bist der Assistent:\nsei nett", "Tu es l'assistant :\nsois poli", "Sen kafenin asistanısın:\nnazik ol",
        "o Lume: you help.", "12 tables. 8:30 to 18:00: open.", "“Lume” is a cafe: help its guests.", "* one\n* two", "> quoted\ntext",
    ];

    [Theory]
    [MemberData(nameof(Befores))]
    public void WhatComesBefore_IsTakenAway(string before)
    {
        AssertDelivers(before + Good, Good);
        AssertDelivers(before + $"# Role:\n{Good}\n\n# Hours\n8:30", $"# Role:\n{Good}\n\n# Hours\n8:30");
    }

    [Theory]
    [MemberData(nameof(Afters))]
    public void WhatComesAfter_IsTakenAway(string after)
    {
        AssertDelivers(Good + after, Good);
        AssertDelivers($"```\n{Good}\n```{after}", Good);
    }

    [Theory]
    [InlineData("<prompt>", "</prompt>")]
    [InlineData("Sure! Here is the prompt:\n\n<system_prompt>\n", "\n</system_prompt>\n")]
    [InlineData("<output>\n```markdown\n", "\n```\n</output>")]
    [InlineData("<PROMPT>\n", "\n</prompt>\n\nLet me know if you need changes.")]
    public void TagsAroundIt_AreTakenAway(string before, string after)
    {
        AssertDelivers(before + Good + after, Good);
        AssertDelivers($"{before}# Rules:\nWrite a < b, and </b>.{after}", "# Rules:\nWrite a < b, and </b>.");
    }

    [Theory]
    [MemberData(nameof(GoodBeginnings))]
    public void GoodPrompt_StaysWhole(string prompt) => AssertDelivers(prompt, prompt);

    [Theory]
    [InlineData("")]
    [InlineData("\u200B\n\uFEFF")]
    [InlineData("\u3164\u2800 \uFE0F")]
    [InlineData("<think>never closed")]
    [InlineData("<think>closed</think>\n")]
    [InlineData("Here is your prompt:\n")]
    [InlineData("Sure!")]
    [InlineData("```\n\n```")]
    public void NothingToSee_IsNoPrompt(string answer) => AssertDelivers(answer, "");

    [Fact]
    public void LiveText_IsAlwaysABeginningOfThePrompt()
    {
        string[] parts =
        [
            .. Befores.Select(row => row.Data), .. Afters.Select(row => row.Data), .. GoodBeginnings.Select(row => row.Data),
            Good, "\n", "\n\n", " ", "```", "`", "~~~\n", ":", "**", "---", "</think>", "Sure", "Here is", "prompt", "Let me know if", "8:30", "# ", ".", "x",
        ];
        Gen.Select(Gen.Int[0, parts.Length - 1].Select(part => parts[part]).List[1, 6], Gen.Int[1, 7]).Sample((pieces, size) => AssertLive(string.Concat(pieces), size), iter: 3000);
    }

    [Fact]
    public void LiveText_FlowsOnceItIsClearThatThisIsThePrompt()
    {
        var live = new StreamedText();
        foreach (var (piece, seen) in new[] { ("You", ""), (" ", "You"), ("help", "You help"), (" guests.\n", "You help guests."), ("\nLet me", "You help guests."), (" go.", "You help guests.\n\nLet me go.") })
        {
            live.Add(piece);
            Assert.Equal(seen, live.After(0, 0).Text);
        }
    }

    [Fact]
    public void ThoughtsWhoseTagTheServerTookAway_AreTakenBackByARewrite()
    {
        var live = new StreamedText();
        live.Add("Planning the cafe's prompt.");
        Assert.Equal("Planning the cafe's prompt.", live.After(0, 0).Text);

        live.Add("</think>You help.");

        Assert.Equal((1, 0, "You help."), live.After(0, 27));
        Assert.Equal(1, live.Rewrites);
    }

    private static void AssertDelivers(string answer, string prompt)
    {
        Assert.Equal(prompt, AnswerText.Clean(answer));
        AssertLive(answer, 1);
    }

    private static void AssertLive(string answer, int size)
    {
        var (live, prompt) = (new StreamedText(), AnswerText.Clean(answer));
        var (rewrite, seen) = (0, "");
        for (var at = 0; at < answer.Length; at += size)
        {
            live.Add(answer[at..Math.Min(at + size, answer.Length)]);
            var (now, start, text) = live.After(rewrite, seen.Length);
            (rewrite, seen) = (now, now == rewrite ? seen[..start] + text : text);
        }

        // Only a closing tag without an opening one takes back what it turns into thoughts.
        Assert.True(rewrite == 0 || answer.Contains("</", StringComparison.Ordinal), $"Taken back: {answer}");
        Assert.True(prompt.StartsWith(seen, StringComparison.Ordinal), $"Seen live: {seen}\nDelivered: {prompt}\nWritten: {answer}");
    }
}
