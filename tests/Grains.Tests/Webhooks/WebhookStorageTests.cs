using System.Text;
using System.Text.Json;
using PromptGen.Grains.Tests.Storage;
using PromptGen.Tokens;
using PromptGen.Webhooks;

namespace PromptGen.Grains.Tests.Webhooks;

/// <summary>What is in Redis today can be read by every later version, and is written in the same words; what goes out never changes.</summary>
public sealed class WebhookStorageTests
{
    private const string Record =
        """{"id":"msg_1","type":"prompt_generation.completed","place":1893499200000000,"taskId":"0f8fad5b-d9cb-469f-a165-70867728950e","url":"https://example.com/hooks?a=1&b=2","isForEndpoint":true,"state":"Pending","nextAttemptAt":"2030-01-01T12:00:05+00:00","failures":1,"isByHand":false,"attempts":[{"at":"2030-01-01T12:00:00+00:00","status":500,"error":"unexpected_status"}]}""";

    private const string State =
        """{"endpoint":"https://example.com/hooks","secrets":[{"secret":"whsec_bmV3","createdAt":"2030-01-01T12:00:00+00:00"},{"secret":"whsec_b2xk","createdAt":"2029-01-01T12:00:00+00:00","validUntil":"2030-01-02T12:00:00+00:00"}],"closed":["abc="]}""";

    private const string Account =
        """{"format":2,"seen":true,"granted":1000,"charged":810,"lastGrant":1000,"lastGrantAt":"2030-01-01T12:00:00+00:00","low":[{"percent":20,"grant":1000,"grantAt":"2030-01-01T12:00:00+00:00","balance":190,"remaining":190,"at":"2030-01-01T12:00:00+00:00"}],"open":{}}""";

    private static readonly DateTimeOffset At = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Record_IsReadAndWrittenAsEver() =>
        Assert.Equal(Record, JsonSerializer.Serialize(JsonSerializer.Deserialize(Record, DeliveryJson.Stored.DeliveryRecord)!, DeliveryJson.Stored.DeliveryRecord));

    [Fact]
    public void Record_OfATracedEvent_KeepsItsTrace()
    {
        var traced = JsonSerializer.Deserialize(Record, DeliveryJson.Stored.DeliveryRecord)! with { TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" };
        var json = JsonSerializer.Serialize(traced, DeliveryJson.Stored.DeliveryRecord);

        Assert.Equal(traced.TraceParent, JsonSerializer.Deserialize(json, DeliveryJson.Stored.DeliveryRecord)!.TraceParent);
    }

    [Fact]
    public void State_IsReadAndWrittenAsEver()
    {
        var state = JsonSerializer.Deserialize<WebhooksState>(State, Golden.Options())!;

        Assert.Equal(["whsec_bmV3", "whsec_b2xk"], state.SecretsAt(At));
        Assert.Equal(State, JsonSerializer.Serialize(state, Golden.Options()));
    }

    [Fact]
    public void AccountWithALowBalance_IsReadAndWrittenAsEver()
    {
        var account = JsonSerializer.Deserialize<TokenAccount>(Account, Golden.Options())!;

        Assert.Equal([new LowBalance(20, 1000, At, 190, 190, At)], account.Low!);
        Assert.True(JsonElement.DeepEquals(JsonSerializer.Deserialize<JsonElement>(Account), JsonSerializer.SerializeToElement(account, Golden.Options())));
    }

    [Fact]
    public void Body_HoldsTypeTimeAndData()
    {
        var body = WebhookBody.Of(new WebhookEvent(WebhookTypes.Completed, "s", At.AddMilliseconds(1.5), """{"prompt":"نان & \"bread\""}"""u8.ToArray()));

        Assert.Equal("""{"type":"prompt_generation.completed","timestamp":"2030-01-01T12:00:00.001500Z","data":{"prompt":"نان & \"bread\""}}""", Encoding.UTF8.GetString(body));
    }

    [Fact]
    public void Body_OfADeletedGeneration_HasNoText_NorWhatNobodyKnows()
    {
        var data = """{"prompt":"نان","task_id":"7","origin":"ai","usage":{"total_tokens":3},"metadata":{"order":"7"},"quality":{"facts":[{"text":"+1 555"}]},"later":"?","refines":"8"}""";

        var stripped = WebhookBody.WithoutTexts(WebhookBody.Of(new WebhookEvent(WebhookTypes.Completed, "s", At, Encoding.UTF8.GetBytes(data))));

        Assert.Equal(
            """{"type":"prompt_generation.completed","timestamp":"2030-01-01T12:00:00.000000Z","data":{"task_id":"7","origin":"ai","usage":{"total_tokens":3},"refines":"8"}}""",
            Encoding.UTF8.GetString(stripped));
        Assert.Equal(stripped, WebhookBody.WithoutTexts(stripped));
    }

    [Fact]
    public void Id_IsTheSameForTheSameEvent_AndOnlyForThat()
    {
        var happened = new WebhookEvent(WebhookTypes.Completed, "s", At, []);
        string[] others = [happened.IdFor("bob"), (happened with { Subject = "t" }).IdFor("alice"), (happened with { Type = WebhookTypes.Failed }).IdFor("alice")];

        Assert.Equal(happened.IdFor("alice"), (happened with { At = At.AddDays(1), CallbackUrl = "https://example.com" }).IdFor("alice"));
        Assert.Matches("^msg_[0-9a-f]{32}$", happened.IdFor("alice"));
        Assert.Equal(4, others.Append(happened.IdFor("alice")).Distinct().Count());
    }

    [Theory]
    [InlineData("alice")]
    [InlineData("https://id.example.org/users/42")]
    [InlineData("/")]
    public void Key_IsReadAsItIsWritten(string user) =>
        Assert.Equal((true, new DeliveryKey(user, "msg_1")), (DeliveryKey.TryParse(new DeliveryKey(user, "msg_1").ToString(), out var key), key));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("msg_1")]
    [InlineData("/alice")]
    [InlineData("msg_1/")]
    public void Key_OfAnythingElse_IsNone(string? text) => Assert.False(DeliveryKey.TryParse(text, out _));
}
