using System.Globalization;

namespace PromptGen.ClusterTests;

/// <summary>The seed of what is random in a test: another one each time; <c>PROMPTGEN_TEST_SEED</c> repeats a run.</summary>
internal static class Seed
{
    public static int Next()
    {
        var seed = Environment.GetEnvironmentVariable("PROMPTGEN_TEST_SEED") is { Length: > 0 } given
            ? int.Parse(given, CultureInfo.InvariantCulture)
            : Random.Shared.Next();
        Figures.Print("PROMPTGEN_TEST_SEED", seed);
        return seed;
    }
}
