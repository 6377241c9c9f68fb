using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PromptGen.Testing;
using static PromptGen.Gateway.Tests.GenerationCalls;

namespace PromptGen.Gateway.Tests;

public sealed class RefineTests(GatewayHost gateway)
{
    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Refine_AsksForAChangeOfThePrompt_FromTheSameNotes()
    {
        using var client = gateway.NewUser();
        var notes = NewText();
        var before = await client.Start(notes, "restaurant");
        var prompt = (await client.End(before)).GetProperty("prompt").GetString()!;

        using var response = await Refine(client, before, new { feedback = "Shorter, add the prices." });
        var task = await TaskOf(response);
        var end = await client.End(task);

        Assert.Equal((before, "ai"), (end.GetProperty("refines").GetString(), end.GetProperty("origin").GetString()));
        Assert.Equal($"{Route}status/{task}/", response.Headers.Location?.OriginalString);
        var asked = gateway.Model.CallsAbout(notes)[^1].Prompt;
        Assert.All(new[] { notes, prompt, "Shorter, add the prices.", "Change the prompt so far" }, text => Assert.Contains(text, asked, StringComparison.Ordinal));
        Assert.DoesNotContain("[restaurant name]", asked, StringComparison.Ordinal);
        Assert.Equal("restaurant", (await client.Status(task, "?include=input")).GetProperty("business_type").GetString());
    }

    [Fact]
    public async Task Refine_OfAnEditedPrompt_ChangesThat()
    {
        using var client = gateway.NewUser();
        var notes = NewText();
        var before = await client.Start(notes);
        var written = (await client.End(before)).GetProperty("prompt").GetString()!;

        await client.End(await TaskOf(await Refine(client, before, new { feedback = "Warmer.", prompt = "# Mine\nEdited by hand." })));

        var asked = gateway.Model.CallsAbout(notes)[^1].Prompt;
        Assert.Contains("# Mine\nEdited by hand.", asked, StringComparison.Ordinal);
        Assert.DoesNotContain(written, asked, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("")]
    public async Task RefineWithoutFeedback_GeneratesOnceMore_WhatWasAskedForBefore(string body)
    {
        using var client = gateway.NewUser();
        var notes = NewText();
        gateway.Model.On(notes, ModelBehaviours.Answer("شما دستیار یک نانوایی هستید و به مشتریان کمک می‌کنید."));
        using var started = await client.PostAsJsonAsync(Route, new { manual_prompt = notes, previous_prompt = "# Before", feedback = "Warmer.", language = "fa" }, Stopping);
        var before = await TaskOf(started);
        await client.End(before);

        using var response = await client.PostAsync($"{Route}{before}/refine/", body.Length == 0 ? null : new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")), Stopping);
        await client.End(await TaskOf(response));

        var calls = gateway.Model.CallsAbout(notes);
        Assert.Equal((2, calls[0].Prompt), (calls.Count, calls[1].Prompt));
    }

    [Fact]
    public async Task Refine_OfOneThatWasCancelled_BeginsAnew_AsTheFeedbackWants()
    {
        using var client = gateway.NewUser();
        var notes = NewText();
        gateway.Model.On(notes, ModelBehaviours.Hang());
        var before = await client.Start(notes);
        await client.AtModel(before);
        using (await client.Cancel(before))
            gateway.Model.On(notes, ModelBehaviours.Answer("You bake."));

        var end = await client.End(await TaskOf(await Refine(client, before, new { feedback = "Warmer." })));

        Assert.Equal("You bake.", end.GetProperty("prompt").GetString());
        Assert.Contains("as the owner wants", gateway.Model.CallsAbout(notes)[^1].Prompt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refine_WhenTheModelFails_LeavesThePromptAsItWas_ForNothing()
    {
        using var client = gateway.NewUser();
        var notes = NewText();
        var before = await client.Start(notes);
        var prompt = (await client.End(before)).GetProperty("prompt").GetString();
        var tokens = await client.Tokens();
        gateway.Model.On(notes, ModelBehaviours.ContentFilter());

        var end = await client.End(await TaskOf(await Refine(client, before, new { feedback = "Shorter." })));

        Assert.Equal(("fallback", prompt, tokens), (end.GetProperty("origin").GetString(), end.GetProperty("prompt").GetString(), await client.Tokens()));
    }

    [Fact]
    public async Task Refine_OfWhatHasNotEnded_Is409()
    {
        using var client = gateway.NewUser();
        var notes = NewText();
        gateway.Model.On(notes, ModelBehaviours.Hang());

        using var response = await Refine(client, await client.Start(notes), new { feedback = "Shorter." });

        Assert.Equal("not_finished", (await Problem.ReadAsync(response, 409)).GetProperty("error_code").GetString());
    }

    [Fact]
    public async Task Refine_OfSomebodyElses_Is404()
    {
        using var client = gateway.NewUser();
        using var other = gateway.NewUser();
        var before = await client.Start(NewText());
        await client.End(before);

        using var response = await Refine(other, before, new { feedback = "Shorter." });

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task SameKey_IsTheSameRefinement_AlsoWhenTheOneBeforeIsGone_AndAnotherBodyIs422()
    {
        using var client = gateway.NewUser();
        var before = await client.Start(NewText());
        await client.End(before);

        using var first = await Refine(client, before, new { feedback = "Shorter." }, "one");
        using var gone = await client.DeleteAsync($"{Route}{before}/", Stopping);
        using var second = await Refine(client, before, new { feedback = "Shorter." }, "one");
        using var other = await Refine(client, before, new { feedback = "Longer." }, "one");

        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        Assert.Equal(await TaskOf(first), await TaskOf(second));
        Assert.Equal("true", second.Headers.GetValues("Idempotent-Replayed").Single());
        Assert.Equal("idempotency_key_reused", (await Problem.ReadAsync(other, 422)).GetProperty("error_code").GetString());
    }

    [Theory]
    [InlineData("""{"feedback":""}""", "invalid_feedback")]
    [InlineData("""{"feedback":1}""", "invalid_feedback")]
    [InlineData("""{"prompt":"Mine."}""", "invalid_prompt")]
    [InlineData("""{"prompt":" ","feedback":"a"}""", "invalid_prompt")]
    [InlineData("""{"feedback":"a","language":"Persian"}""", "invalid_language")]
    [InlineData("""{"feedback":"a","timeout_seconds":0}""", "invalid_timeout_seconds")]
    [InlineData("""{"feedback":"a","callback_url":"ftp://x"}""", "invalid_callback_url")]
    public async Task BadRefinement_Is400_AndNamesTheMember(string body, string code)
    {
        using var client = gateway.NewUser();

        using var response = await client.PostAsync($"{Route}{Guid.NewGuid()}/refine/", JsonContent.Create(JsonElement.Parse(body)), Stopping);

        Assert.Equal(code, (await Problem.ReadAsync(response, 400)).GetProperty("error_code").GetString());
    }

    private static async Task<HttpResponseMessage> Refine(HttpClient client, string task, object body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Route}{task}/refine/") { Content = JsonContent.Create(body) };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return await client.SendAsync(request, Stopping);
    }

    private static async Task<string> TaskOf(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return (await response.Body()).GetProperty("task_id").GetString()!;
    }
}
