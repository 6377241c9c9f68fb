using System.Text;

namespace PromptGen.Evaluation.Tables;

/// <summary>A table in Markdown.</summary>
/// <param name="headings">Of its columns.</param>
internal sealed class MarkdownTable(params IReadOnlyList<string> headings)
{
    private readonly StringBuilder _text = new($"| {string.Join(" | ", headings)} |\n|{string.Concat(headings.Select((_, at) => at == 0 ? "---|" : "--:|"))}\n");

    /// <summary>Adds a row.</summary>
    public void Add(params IEnumerable<string> cells) => _text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    /// <inheritdoc />
    public override string ToString() => _text.ToString();
}
