namespace PromptGen.SystemTests.Events;

/// <summary>What readers are promised, however often they reconnected.</summary>
internal static class Promise
{
    /// <summary>The whole text once, then one end; percent falls only where the text begins again.</summary>
    public static void AssertWhole(string text, IReadOnlyList<RawEvent> events)
    {
        Assert.Equal(text, RawEvent.TextOf(events));
        Assert.Equal("completed", Assert.Single(events, one => one.IsTerminal).Name);
        Assert.True(events[^1].IsTerminal);
        Assert.Equal(text, events[^1].Json.GetProperty("prompt").GetString());
        Assert.All(events, one => Assert.NotEqual("", one.Id));

        // Percent begins again only where the text does.
        var percent = 0;
        for (var i = 0; i < events.Count; i++)
        {
            if (events[i].Name is "delta" or "reset")
                continue;
            var now = events[i].Json.GetProperty("progress").GetInt32();
            Assert.True(now >= percent || events[i + 1].Name == "reset", $"{percent} % was followed by {now} %: {string.Join(", ", events)}");
            percent = now;
        }
    }
}
