using Mono.Cecil;

namespace PromptGen.Gateway.Tests.Architecture;

/// <summary>Which rooms may use which, see docs/architecture.md: held against what the compiler made.</summary>
public sealed class ArrowTests
{
    private const string Abstractions = "Grains.Abstractions", Grains = "Grains", ServiceDefaults = "ServiceDefaults", Silo = "Silo", Gateway = "Gateway";

    [Theory]
    [InlineData(Abstractions)]
    [InlineData(Grains)]
    [InlineData(ServiceDefaults)]
    [InlineData(Silo)]
    [InlineData(Gateway)]
    public void RoomsOfAProject_UseEachOtherInNoCircle(string project)
    {
        var uses = UsesOf(project).Where(use => use.ToAssembly == project).ToList();

        var circles = uses.Where(use => Reaches(uses, use.ToRoom, use.FromRoom)).Select(use => $"{use.FromRoom} uses {use.ToRoom}: {use.From} uses {use.To}");

        Assert.Empty(circles.Order());
    }

    [Theory]
    [InlineData(Abstractions, Abstractions)]
    [InlineData(Grains, Abstractions, Grains)]
    [InlineData(ServiceDefaults, ServiceDefaults)]
    [InlineData(Silo, Abstractions, Grains, ServiceDefaults, Silo)]
    public void Project_UsesOnlyThoseBelowIt(string project, params string[] below) =>
        Assert.DoesNotContain(UsesOf(project), use => use.ToAssembly is Abstractions or Grains or ServiceDefaults or Silo or Gateway && !below.Contains(use.ToAssembly));

    [Fact]
    public void Domain_KnowsNeitherAspNetCoreNorRedis() => Assert.DoesNotContain(UsesOf(Grains), use =>
        use.ToAssembly.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || use.ToAssembly.StartsWith("StackExchange", StringComparison.Ordinal));

    /// <summary>What judges a prompt is pure: it knows texts, and nothing of who writes, keeps or carries them.</summary>
    [Theory]
    [InlineData("PromptGen.Prompts.Facts")]
    [InlineData("PromptGen.Prompts.Checks")]
    public void RoomsThatJudgePrompts_KnowTextsAlone(string room)
    {
        // The first is the compiler's own.
        string[] below = ["", "PromptGen", "PromptGen.Prompts.Answers", "PromptGen.Prompts.Facts", "PhoneNumbers"];

        Assert.DoesNotContain(UsesOf(Grains), use => use.FromRoom == room && use.ToRoom != room
            && !below.Contains(use.ToRoom) && (use.ToAssembly is Abstractions or Grains || !use.ToAssembly.StartsWith("System.", StringComparison.Ordinal)));
    }

    [Fact]
    public void Gateway_KnowsSilosInOneFile() =>
        Assert.Equal(["ClusterExtensions"], UsesOf(Gateway).Where(use => use.ToAssembly is Silo or Grains).Select(use => use.From).Distinct());

    private static bool Reaches(IReadOnlyCollection<Use> uses, string from, string to)
    {
        var (seen, next) = (new HashSet<string>(), new Stack<string>([from]));
        while (next.TryPop(out var room))
        {
            if (room == to)
                return true;
            if (seen.Add(room))
            {
                foreach (var use in uses.Where(use => use.FromRoom == room))
                    next.Push(use.ToRoom);
            }
        }
        return false;
    }

    private static List<Use> UsesOf(string project)
    {
        using var module = ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, $"{project}.dll"));
        return [.. Use.AllOf(module)];
    }
}
