using System.Globalization;

namespace PromptGen;

/// <summary>How far a watcher of a generation has got; also the id of its events, as <c>draft-version-length</c>.</summary>
/// <param name="Draft">Which text: another attempt, or the fallback, writes another one.</param>
/// <param name="Version">The <see cref="PromptTaskView.Version"/> seen.</param>
/// <param name="Length">Characters of the draft seen.</param>
[GenerateSerializer, Immutable, Alias("PromptTaskCursor")]
public readonly record struct PromptTaskCursor([property: Id(0)] int Draft, [property: Id(1)] long Version, [property: Id(2)] int Length)
{
    /// <summary>Reads the form that <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string? text, out PromptTaskCursor cursor)
    {
        cursor = default;
        if (text?.Split('-') is not [var draft, var version, var length]
            || !int.TryParse(draft, NumberStyles.None, CultureInfo.InvariantCulture, out var draftNumber)
            || !long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var versionNumber)
            || !int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var lengthNumber))
            return false;
        cursor = new PromptTaskCursor(draftNumber, versionNumber, lengthNumber);
        return true;
    }

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Draft}-{Version}-{Length}");
}

/// <summary>What a watcher has not seen yet.</summary>
/// <param name="Task">The task now.</param>
/// <param name="Cursor">How far the watcher is once it has taken this in.</param>
/// <param name="IsReset">Whether the text it had is void, because another draft is being written.</param>
/// <param name="Text">The text that follows what it had, or after a reset the new draft's; may be empty.</param>
[GenerateSerializer, Immutable, Alias("PromptTaskNews")]
public sealed record PromptTaskNews(
    [property: Id(0)] PromptTaskView Task,
    [property: Id(1)] PromptTaskCursor Cursor,
    [property: Id(2)] bool IsReset,
    [property: Id(3)] string Text);
