using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PromptGen.Gateway.Tests.Description;

/// <summary>The OpenAPI document of a running Gateway, and what of an answer is not as it says.</summary>
internal sealed partial class ApiDocument(JsonElement root)
{
    private readonly (string Method, string Path, Regex Pattern, JsonElement Responses)[] _operations =
    [
        .. from path in root.GetProperty("paths").EnumerateObject()
           from operation in path.Value.EnumerateObject()
           orderby path.Name.Contains('{')
           select (operation.Name.ToUpperInvariant(), path.Name.TrimEnd('/'), PatternOf(path.Name), operation.Value.GetProperty("responses")),
    ];

    /// <summary>Each answer that it describes: method, path and status.</summary>
    public IEnumerable<string> Answers => _operations.SelectMany(operation =>
        operation.Responses.EnumerateObject().Select(response => $"{operation.Method} {operation.Path} {response.Name}"));

    /// <summary>The codes that the routes' errors come with, each with its status.</summary>
    public IEnumerable<string> Codes => from operation in _operations
                                        from response in operation.Responses.EnumerateObject()
                                        from code in Quoted().Matches(response.Value.GetProperty("description").GetString()!)
                                        select $"{code.Groups[1].Value} {response.Name}";

    /// <summary>The members of the schema of a name.</summary>
    public JsonElement Members(string schema) => Schema(schema).GetProperty("properties");

    /// <summary>The values that a schema allows.</summary>
    public string[] Values(JsonElement schema) => schema.TryGetProperty("$ref", out var reference)
        ? Values(Schema(reference.GetString()!.Split('/')[^1]))
        : [.. schema.GetProperty("enum").EnumerateArray().Select(static value => value.GetString()!)];

    public static async Task<ApiDocument> Of(GatewayHost gateway)
    {
        using var stranger = gateway.Client();
        return new(await stranger.GetFromJsonAsync<JsonElement>("/openapi/v1.json", TestContext.Current.CancellationToken));
    }

    /// <summary>Asserts that a Gateway's document describes an answer of it, to the last header.</summary>
    public static async Task AssertDescribes(GatewayHost gateway, HttpResponseMessage response) => Assert.Empty((await (await Of(gateway)).Check(response)).Faults);

    /// <summary>Which of <see cref="Answers"/> an answer is, and what of it is not as it is described.</summary>
    public async Task<(string Name, IReadOnlyList<string> Faults)> Check(HttpResponseMessage response)
    {
        var (method, path, status) = (response.RequestMessage!.Method.Method, response.RequestMessage.RequestUri!.AbsolutePath, (int)response.StatusCode);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var operation = _operations.FirstOrDefault(operation => operation.Method == method && operation.Pattern.IsMatch(path));
        var name = $"{method} {operation.Path ?? path} {status}";
        if (operation.Path is null || !operation.Responses.TryGetProperty($"{status}", out var described))
            return (name, [$"{name} is not described: {body}"]);
        return (name, [.. HeaderCheck.Faults(described, response.Headers).Concat(Faults(described, response.Content.Headers.ContentType?.MediaType, body)).Select(fault => $"{name}: {fault}")]);
    }

    /// <summary>What of a webhook is not as the callback of an operation describes it.</summary>
    public IEnumerable<string> CheckWebhook(string operationId, IEnumerable<string> headers, string body)
    {
        var call = root.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject())
            .Single(operation => operation.Value.GetProperty("operationId").GetString() == operationId)
            .Value.GetProperty("callbacks").EnumerateObject().Single().Value.EnumerateObject().Single().Value.GetProperty("post");
        var missing = call.GetProperty("parameters").EnumerateArray().Select(header => header.GetProperty("name").GetString()!).Except(headers, StringComparer.OrdinalIgnoreCase);
        return missing.Select(name => $"the header {name} is missing").Concat(Faults(call.GetProperty("requestBody"), "application/json", body));
    }

    /// <summary>The examples of bodies that are not as their schemas describe them, and the bodies without one.</summary>
    public IEnumerable<string> CheckExamples()
    {
        var contents = from path in root.GetProperty("paths").EnumerateObject()
                       from operation in path.Value.EnumerateObject()
                       from body in operation.Value.GetProperty("responses").EnumerateObject().Select(answer => answer.Value).Concat(operation.Value.TryGetProperty("requestBody", out var request) ? [request] : [])
                       where body.TryGetProperty("content", out _)
                       from content in body.GetProperty("content").EnumerateObject()
                       select content;
        foreach (var content in contents)
        {
            var schema = content.Value.GetProperty("schema");
            var name = schema.TryGetProperty("$ref", out var reference) ? reference.GetString()!.Split('/')[^1] : content.Name;
            if (!(schema.TryGetProperty("$ref", out _) ? Schema(name) : content.Value).TryGetProperty("example", out var example))
                yield return $"{name} has no example";
            else if (content.Name.EndsWith("json", StringComparison.Ordinal))
            {
                foreach (var fault in new SchemaCheck(root).Faults(schema, example))
                    yield return $"the example of {name}: {fault}";
            }
        }
    }

    private IEnumerable<string> Faults(JsonElement described, string? type, string body)
    {
        if (!described.TryGetProperty("content", out var contents))
            return body.Length == 0 ? [] : [$"has a body that is not described: {body}"];
        if (!contents.TryGetProperty(type ?? "nothing", out var content))
            return [$"is {type ?? "nothing"}, which is not described: {body}"];
        if (content.TryGetProperty("x-events", out var events))
            return Example.Events(body).SelectMany(message => events.TryGetProperty(message.Name, out var data) ? new SchemaCheck(root).Faults(data, JsonElement.Parse(message.Data)) : [$"the event {message.Name} is not described"]);
        return type!.EndsWith("json", StringComparison.Ordinal) ? new SchemaCheck(root).Faults(content.GetProperty("schema"), JsonElement.Parse(body)) : [];
    }

    private JsonElement Schema(string name) => root.GetProperty("components").GetProperty("schemas").GetProperty(name);

    private static Regex PatternOf(string path) =>
        new($"^{Parameter().Replace(path.TrimEnd('/'), "[^/]+")}/?$", RegexOptions.CultureInvariant);

    [GeneratedRegex("`(.*?)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\{.*?\}")]
    private static partial Regex Parameter();
}
