using Microsoft.Extensions.DependencyInjection;
using PromptGen.PromptTasks;
using PromptGen.Prompts;
using PromptGen.Testing;

namespace PromptGen.Grains.Tests.Cluster;

/// <summary>Administrators' templates: in force everywhere once they are answered, and for a generation the one that it began with.</summary>
public sealed class BusinessPromptTests(ClusterFixture cluster)
{
    // Nobody else's business.
    private readonly string _type = $"Zoo {Guid.NewGuid():N}";

    private IBusinessPromptsGrain Prompts => cluster.Grains.ByKey<IBusinessPromptsGrain>(IBusinessPromptsGrain.Key);

    [Fact]
    public async Task Put_IsInForceOnEverySilo_OnceItIsAnswered()
    {
        for (var i = 0; i < 20; i++)
        {
            await Prompts.Put(_type, $"Template {i}.");

            foreach (var silo in cluster.Cluster.Silos)
                Assert.Equal($"Template {i}.", (await silo.ServiceProvider.GetRequiredService<BusinessPrompts>().InForce(_type.ToUpperInvariant(), null)).Text);
        }
        await Prompts.Delete(_type);
        foreach (var silo in cluster.Cluster.Silos)
            Assert.Equal(default, await silo.ServiceProvider.GetRequiredService<BusinessPrompts>().InForce(_type, null));
    }

    [Fact]
    public async Task Put_OfManyAtOnce_LosesNone()
    {
        var types = Enumerable.Range(0, 20).Select(i => $"{_type} {i}").ToList();

        await Task.WhenAll(types.Select(type => Prompts.Put(type, $"Template of {type}.")));

        var listed = (await Prompts.List()).Where(prompt => types.Contains(prompt.Name)).ToList();
        Assert.Equal(20, listed.Count);
        Assert.All(listed, prompt => Assert.Equal(($"Template of {prompt.Name}.", false), (prompt.Prompt, prompt.BuiltIn)));
        Assert.All(await Task.WhenAll(types.Select(Prompts.Delete)), isDeleted => Assert.True(isDeleted));
    }

    [Fact]
    public async Task Put_SentAgain_ChangesNothing()
    {
        var first = await Prompts.Put(_type, "Template.");

        Assert.Equal(first, await Prompts.Put(_type, "Template."));
    }

    [Fact]
    public async Task List_HasTheBuiltIns_AndWhatIsPutInTheirPlaceOnce()
    {
        var before = await Prompts.List();

        await Prompts.Put("Real-Estate", "Ours.");
        var after = await Prompts.List();
        await Prompts.Delete("real estate");

        Assert.Equal((true, false), (before.Single(IsRealEstate).BuiltIn, after.Single(IsRealEstate).BuiltIn));
        Assert.Equal(before.Single(IsRealEstate), (await Prompts.List()).Single(IsRealEstate));

        static bool IsRealEstate(BusinessPrompt prompt) => BusinessTemplates.KeyOf(prompt.Name) == "REAL ESTATE";
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Generation_Resumed_UsesTheTemplateThatItBeganWith(bool isReplaced)
    {
        await Prompts.Put(_type, "The first template.");
        var user = await TestUser.With(cluster, 5000);
        user.HoldModel();
        var task = await StartAndReachModel(user);
        if (isReplaced)
            await Prompts.Put(_type, "The second template.");
        else
            await Prompts.Delete(_type);

        var start = await Resume(task);

        Assert.Equal((AttemptVerdict.Continue, 2, "The first template."), (start.Verdict, start.Starts, start.Template));
        Assert.Contains("The first template.", cluster.Model.Calls(user.Id).Single().Prompt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Generation_ThatBeganWithNoTemplateOfAdministrators_GoesOnWithoutOne()
    {
        var user = await TestUser.With(cluster, 5000);
        user.HoldModel();
        var task = await StartAndReachModel(user);
        await Prompts.Put(_type, "Too late.");

        var start = await Resume(task);

        Assert.Equal((AttemptVerdict.Continue, 2, null), (start.Verdict, start.Starts, start.Template));
    }

    [Fact]
    public async Task Generation_ThatTheModelFails_FallsBackToTheTemplateInForce()
    {
        await Prompts.Put(_type, "# Our template");
        var user = await TestUser.With(cluster, 5000);
        user.Model(ModelBehaviours.Status(400));
        var task = user.NewTask();
        await task.Grain.Submit(Submission(task));

        var view = await task.Ended();

        Assert.Equal((PromptOrigin.Fallback, $"# Our template\n\n{task.Notes}"), (view.Result!.Origin, view.Result.Text));
    }

    [Fact]
    public async Task Generation_OfALongTemplate_SetsAsideWhatThatNeeds()
    {
        await Prompts.Put(_type, new string('x', 20_000));
        var user = await TestUser.With(cluster, 20_000);
        user.HoldModel();
        var task = await StartAndReachModel(user);

        Assert.InRange((await task.At(70)).Charge.Tokens, 5_000, 6_000);
    }

    [Fact]
    public async Task Task_OfABuiltIn_StoresNothingMoreOfIt()
    {
        var user = await TestUser.With(cluster, 5000);
        var task = user.NewTask();
        await task.Grain.Submit(Submission(task, "bakery"));
        await task.Ended();

        var stored = await cluster.Redis.HashGetAllAsync(cluster.Keys.Task(task.Key.ToString()));

        Assert.Equal(["data", "etag", "head", "result", "submission"], stored.Select(field => field.Name.ToString()).Order());
        Assert.DoesNotContain("template", stored.Single(field => field.Name == "data").Value.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    private PromptSubmission Submission(TestTask task, string? type = null) => new() { ManualPrompt = task.Notes, BusinessType = type ?? _type };

    private async Task<TestTask> StartAndReachModel(TestUser user)
    {
        var task = user.NewTask();
        await task.Grain.Submit(Submission(task));
        await cluster.Model.Called(user.Id, 1);
        await task.At(70);
        return task;
    }

    /// <summary>Lets another silo take the task over, whose runner this test plays.</summary>
    private async Task<AttemptStart> Resume(TestTask task)
    {
        var owner = Assert.Single(await task.InFlightAt());
        var other = cluster.Cluster.Silos.Single(silo => silo.SiloAddress.ToParsableString() != owner);
        await cluster.Cluster.MigrateAsync(task.Grain, other.SiloAddress);
        Assert.Equal(AttemptVerdict.Continue, (await task.Attempts.Resume(owner, other.SiloAddress.ToParsableString())).Verdict);
        await cluster.Cluster.DeactivateAsync(task.Grain);
        return await task.Attempts.Start(2);
    }
}
