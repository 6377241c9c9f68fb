namespace PromptGen.Gateway.Tests.Description;

public sealed class ExampleTests
{
    private const string Promise = """{"task_id":"…","url":"/tasks/…/","progress":70,"tokens":700,"prompt":null,"items":[{"ok":true},"…"]}""";

    [Theory]
    [InlineData("""{"url":"/tasks/7/","task_id":"7","progress":70,"tokens":12,"prompt":null,"items":[{"ok":true},{"ok":true}]}""")]
    public void AnAnswerOfTheSameShape_IsAsPromised(string answer) => Assert.Empty(new Example("", "json", Promise).Faults(answer));

    [Theory]
    [InlineData("""{"url":"/tasks/7/","progress":70,"tokens":12,"prompt":null,"items":[{"ok":true},{"ok":true}]}""", "$.task_id")]
    [InlineData("""{"more":1,"url":"/tasks/7/","task_id":"7","progress":70,"tokens":12,"prompt":null,"items":[{"ok":true},{"ok":true}]}""", "$.more")]
    [InlineData("""{"url":"/task/7/","task_id":"7","progress":70,"tokens":12,"prompt":null,"items":[{"ok":true},{"ok":true}]}""", "$.url")]
    [InlineData("""{"url":"/tasks/7/","task_id":7,"progress":70,"tokens":12,"prompt":null,"items":[{"ok":true},{"ok":true}]}""", "$.task_id")]
    [InlineData("""{"url":"/tasks/7/","task_id":"7","progress":71,"tokens":12,"prompt":null,"items":[{"ok":true},{"ok":true}]}""", "$.progress")]
    [InlineData("""{"url":"/tasks/7/","task_id":"7","progress":70,"tokens":"12","prompt":null,"items":[{"ok":true},{"ok":true}]}""", "$.tokens")]
    [InlineData("""{"url":"/tasks/7/","task_id":"7","progress":70,"tokens":12,"prompt":"text","items":[{"ok":true},{"ok":true}]}""", "$.prompt")]
    [InlineData("""{"url":"/tasks/7/","task_id":"7","progress":70,"tokens":12,"prompt":null,"items":[{"ok":true},{"ok":false}]}""", "$.items[1].ok")]
    [InlineData("""{"url":"/tasks/7/","task_id":"7","progress":70,"tokens":12,"prompt":null,"items":[{"ok":true}]}""", "$.items")]
    public void AnyOther_IsNot(string answer, string place) =>
        Assert.StartsWith(place, Assert.Single(new Example("", "json", Promise).Faults(answer)), StringComparison.Ordinal);

    [Fact]
    public void Events_AreComparedByKind()
    {
        var example = new Example("", "text", "event: status\nid: …\ndata: {\"progress\":70}\n\nevent: completed\nid: …\ndata: {}\n");

        Assert.Empty(example.Faults("event: status\nid: 1\ndata: {\"progress\":70}\n\nevent: status\nid: 2\ndata: {\"progress\":90}\n\nevent: completed\nid: 3\ndata: {}\n\n"));
        Assert.Equal(["status.progress is 10"], example.Faults("event: status\nid: 1\ndata: {\"progress\":10}\n\nevent: completed\nid: 3\ndata: {}\n\n"));
        Assert.Equal(["The events are status, failed"], example.Faults("event: status\nid: 1\ndata: {\"progress\":70}\n\nevent: failed\nid: 3\ndata: {}\n\n"));
    }
}
