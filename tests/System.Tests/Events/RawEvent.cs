using System.Text;
using System.Text.Json;

namespace PromptGen.SystemTests.Events;

/// <summary>A server-sent event as a browser would dispatch it.</summary>
/// <param name="Name">Its type.</param>
/// <param name="Data">Its data lines, joined.</param>
/// <param name="Id">The last event id at its dispatch.</param>
internal sealed record RawEvent(string Name, string Data, string Id)
{
    public JsonElement Json => JsonElement.Parse(Data);

    public bool IsTerminal => Name is "completed" or "failed" or "cancelled";

    /// <summary>What a client has that appends each <c>delta</c> and drops everything at a <c>reset</c>.</summary>
    public static string TextOf(IEnumerable<RawEvent> events)
    {
        var text = new StringBuilder();
        foreach (var one in events)
        {
            if (one.Name == "reset")
                text.Clear();
            else if (one.Name == "delta")
                text.Append(one.Json.GetProperty("text").GetString());
        }
        return text.ToString();
    }
}
