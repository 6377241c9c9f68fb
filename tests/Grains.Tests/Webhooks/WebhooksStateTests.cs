using PromptGen.Webhooks;

namespace PromptGen.Grains.Tests.Webhooks;

/// <summary>Secrets that follow each other, and addresses that want no more.</summary>
public sealed class WebhooksStateTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Secret_IsThirtyTwoRandomBytes()
    {
        var (one, other) = (new WebhooksState().Rotate(Now).Secrets[0].Secret, new WebhooksState().Rotate(Now).Secrets[0].Secret);

        Assert.StartsWith("whsec_", one, StringComparison.Ordinal);
        Assert.Equal(32, Convert.FromBase64String(one["whsec_".Length..]).Length);
        Assert.NotEqual(one, other);
    }

    [Fact]
    public void Rotate_TheOneBeforeSignsForADayMore()
    {
        var first = new WebhooksState().Rotate(Now);
        var second = first.Rotate(Now.AddDays(30));
        string[] both = [second.Secrets[0].Secret, first.Secrets[0].Secret];

        Assert.Equal(both, second.SecretsAt(Now.AddDays(30)));
        Assert.Equal(both, second.SecretsAt(Now.AddDays(31).AddTicks(-1)));
        Assert.Equal(both[..1], second.SecretsAt(Now.AddDays(31)));
    }

    [Fact]
    public void Rotate_TwiceInARow_TakesNoSecretBeforeItsTime()
    {
        var first = new WebhooksState().Rotate(Now);

        var third = first.Rotate(Now.AddHours(1)).Rotate(Now.AddHours(2));

        Assert.Equal(3, third.SecretsAt(Now.AddHours(24)).Count);
        Assert.DoesNotContain(first.Secrets[0].Secret, third.SecretsAt(Now.AddHours(25)));
        Assert.Equal(2, third.SecretsAt(Now.AddHours(25)).Count);
    }

    [Fact]
    public void Rotate_VeryOften_KeepsFew()
    {
        var state = Enumerable.Range(0, 50).Aggregate(new WebhooksState(), (state, _) => state.Rotate(Now));

        Assert.Equal(5, state.SecretsAt(Now).Count);
    }

    [Fact]
    public void Record_WrittenOut_TellsNoSecret()
    {
        var state = new WebhooksState().Rotate(Now);

        Assert.DoesNotContain("whsec_", $"{state} {state.Secrets[0]} {new WebhookSecret(state.Secrets[0].Secret, Now, null)}", StringComparison.Ordinal);
    }

    [Fact]
    public void Close_IsForThatAddress_UntilItIsOpened()
    {
        var closed = new WebhooksState().Close("https://example.com/a");

        Assert.Equal((true, false), (closed.IsClosed("https://example.com/a"), closed.IsClosed("https://example.com/b")));
        Assert.False(closed.Open("https://example.com/a").IsClosed("https://example.com/a"));
    }

    [Fact]
    public void Close_OfManyAddresses_RemembersTheNewest()
    {
        var state = Enumerable.Range(0, 300).Aggregate(new WebhooksState(), (state, number) => state.Close($"https://example.com/{number}"));

        Assert.Equal((200, false, true), (state.Closed.Count, state.IsClosed("https://example.com/0"), state.IsClosed("https://example.com/299")));
    }
}
