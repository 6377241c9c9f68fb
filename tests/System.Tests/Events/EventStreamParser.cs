using System.Text;

namespace PromptGen.SystemTests.Events;

/// <summary>
/// The rules of WHATWG HTML, "Interpreting an event stream", written down once more for the tests: what the product
/// writes must not depend on the leniency of one library.
/// </summary>
internal sealed class EventStreamParser(Action<RawEvent> dispatch, Action<string> comment)
{
    private readonly Decoder _decoder = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
    private readonly StringBuilder _line = new();
    private readonly StringBuilder _data = new();
    private string _name = "", _id = "";
    private bool _begun, _afterReturn;

    /// <summary>Takes in the next bytes, wherever the network cut them.</summary>
    public void Feed(ReadOnlySpan<byte> bytes)
    {
        var characters = new char[_decoder.GetCharCount(bytes, flush: false)];
        var count = _decoder.GetChars(bytes, characters, flush: false);
        foreach (var character in characters.AsSpan(0, count))
        {
            var isFirst = !_begun;
            _begun = true;
            if (isFirst && character == '\uFEFF')
                continue;
            if (character is '\r' || (character is '\n' && !_afterReturn))
                EndLine();
            else if (character is not '\n')
                _line.Append(character);
            _afterReturn = character is '\r';
        }
    }

    private void EndLine()
    {
        var line = _line.ToString();
        _line.Clear();
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (line.Length == 0)
            Dispatch();
        else if (colon == 0)
            comment(line[1..]);
        else if (colon < 0)
            Field(line, "");
        else
            Field(line[..colon], line.AsSpan(colon + 1) is [' ', .. var rest] ? rest.ToString() : line[(colon + 1)..]);
    }

    private void Field(string name, string value)
    {
        switch (name)
        {
            case "event":
                _name = value;
                break;
            case "data":
                _data.Append(value).Append('\n');
                break;
            case "id" when !value.Contains('\0', StringComparison.Ordinal):
                _id = value;
                break;
        }
    }

    private void Dispatch()
    {
        if (_data.Length > 0)
            dispatch(new RawEvent(_name.Length == 0 ? "message" : _name, _data.ToString(0, _data.Length - 1), _id));
        _data.Clear();
        _name = "";
    }
}
