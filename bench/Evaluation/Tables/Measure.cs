namespace PromptGen.Evaluation.Tables;

/// <summary>A figure that is compared.</summary>
/// <param name="Table">The table it stands in.</param>
/// <param name="Name">Its name there.</param>
/// <param name="Value">The figure; <c>null</c>: there is none.</param>
/// <param name="Unit">What it is in.</param>
internal sealed record Measure(string Table, string Name, double? Value, Unit Unit = Unit.Percent);

/// <summary>What a figure is in.</summary>
internal enum Unit
{
    /// <summary>A share from 0 to 1, shown in percent and compared in percentage points.</summary>
    Percent,

    /// <summary>Seconds.</summary>
    Seconds,

    /// <summary>Tokens.</summary>
    Tokens,
}
