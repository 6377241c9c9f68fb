using System.Globalization;

namespace PromptGen.Testing;

/// <summary>The seed of what is random in a test: another one each time; <c>PROMPTGEN_TEST_SEED</c> repeats a run.</summary>
public static class Seed
{
    private const string Variable = "PROMPTGEN_TEST_SEED";

    /// <summary>Chooses a seed and says which, in the form that repeats it.</summary>
    public static int Next(Action<string>? say)
    {
        var seed = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given
            ? int.Parse(given, CultureInfo.InvariantCulture)
            : Random.Shared.Next();
        say?.Invoke($"{Variable}={seed}");
        return seed;
    }
}
