using System.Text;
using System.Text.RegularExpressions;

namespace PromptGen.ServiceDefaults.Logging;

/// <summary>Stands for an exception in a log, with the text that is written of it.</summary>
internal sealed partial class LoggedException(string text) : Exception(text)
{
    private const int Deepest = 8;

    /// <inheritdoc />
    public override string? StackTrace => null;

    /// <summary>What an exception and those within it are and say, without the lines of code they came through.</summary>
    public static string Summary(Exception exception)
    {
        var text = new StringBuilder();
        Append(text, exception, 0);
        return WithoutFrames(text.ToString());
    }

    /// <summary>A text without the lines of a stack trace; some messages carry one that another process sent.</summary>
    public static string WithoutFrames(string text) => text.Contains("   at ", StringComparison.Ordinal) ? Frame().Replace(text, "") : text;

    /// <inheritdoc />
    public override string ToString() => Message;

    private static void Append(StringBuilder text, Exception exception, int depth)
    {
        text.Append(exception.GetType()).Append(": ").Append(exception.Message);
        IEnumerable<Exception> inner = exception is AggregateException many ? many.InnerExceptions : exception.InnerException is { } one ? [one] : [];
        foreach (var cause in depth < Deepest ? inner : [])
        {
            text.Append(" ---> ");
            Append(text, cause, depth + 1);
        }
    }

    [GeneratedRegex(@"(?:\r?\n|^)?[ \t]{3}at [^\r\n]*|\r?\n[ \t]*--- End of [^\r\n]* ---")]
    private static partial Regex Frame();
}
