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
    public JsonElement Members(string schema) => root.GetProperty("components").GetProperty("schemas").GetProperty(schema).GetProperty("properties");

    /// <summary>The values that a schema allows.</summary>
    public string[] Values(JsonElement schema) => schema.TryGetProperty("$ref", out var reference)
        ? Values(root.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]))
        : [.. schema.GetProperty("enum").EnumerateArray().Select(static value => value.GetString()!)];

    public static async Task<ApiDocument> Of(GatewayHost gateway)
    {
        using var stranger = gateway.Client();
        return new(await stranger.GetFromJsonAsync<JsonElement>("/openapi/v1.json", TestContext.Current.CancellationToken));
    }

    /// <summary>Which of <see cref="Answers"/> an answer is, and what of it is not as it is described.</summary>
    public async Task<(string Name, IReadOnlyList<string> Faults)> Check(HttpResponseMessage response)
    {
        var (method, path, status) = (response.RequestMessage!.Method.Method, response.RequestMessage.RequestUri!.AbsolutePath, (int)response.StatusCode);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var operation = _operations.FirstOrDefault(operation => operation.Method == method && operation.Pattern.IsMatch(path));
        var name = $"{method} {operation.Path ?? path} {status}";
        if (operation.Path is null || !operation.Responses.TryGetProperty($"{status}", out var described))
            return (name, [$"{name} is not described: {body}"]);
        if (!described.TryGetProperty("content", out var contents))
            return (name, body.Length == 0 ? [] : [$"{name} has a body that is not described: {body}"]);
        var type = response.Content.Headers.ContentType?.MediaType ?? "nothing";
        if (!contents.TryGetProperty(type, out var content))
            return (name, [$"{name} is {type}, which is not described: {body}"]);
        return (name, type.EndsWith("json", StringComparison.Ordinal)
            ? [.. new SchemaCheck(root).Faults(content.GetProperty("schema"), JsonElement.Parse(body)).Select(fault => $"{name}: {fault}")]
            : []);
    }

    private static Regex PatternOf(string path) =>
        new($"^{Parameter().Replace(path.TrimEnd('/'), "[^/]+")}/?$", RegexOptions.CultureInvariant);

    [GeneratedRegex("`(.*?)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\{.*?\}")]
    private static partial Regex Parameter();
}
