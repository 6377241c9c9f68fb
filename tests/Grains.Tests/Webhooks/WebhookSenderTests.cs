using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PromptGen.Testing;
using PromptGen.Webhooks;
using StandardWebhooks;

namespace PromptGen.Grains.Tests.Webhooks;

/// <summary>One try: what is sent, what its outcome is called, and where it never goes.</summary>
public sealed class WebhookSenderTests : IAsyncLifetime
{
    private static readonly string Secret = new WebhooksState().Rotate(DateTimeOffset.UnixEpoch).Secrets[0].Secret;
    private static readonly string Other = new WebhooksState().Rotate(DateTimeOffset.UnixEpoch).Secrets[0].Secret;

    private WebhookReceiver _receiver = null!;

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _receiver = await WebhookReceiver.StartAsync();

    public ValueTask DisposeAsync() => _receiver.DisposeAsync();

    [Fact]
    public async Task Send_IsSignedWithEachSecret_AsTheLibraryVerifiesIt()
    {
        var attempt = await Send(_receiver.Url, secrets: [Secret, Other]);

        var received = Assert.Single(_receiver.Received);
        Assert.Equal((204, null), (attempt.Status, attempt.Error));
        Assert.Equal(("msg_1", "{\"text\":\"نان\"}", "application/json; charset=utf-8"), (received.Id, received.Text, received.Headers["content-type"]));
        var headers = new HeaderDictionary();
        foreach (var (name, value) in received.Headers)
            headers[name] = value;
        new StandardWebhook(Secret).Verify(received.Text, headers);
        // The library looks at the first signature alone.
        Assert.True(received.IsSignedBy(Other));
    }

    [Fact]
    public async Task Send_TellsNothingElse_AlsoWithinATrace()
    {
        using var tracing = new Activity("test").Start();

        await Send(_receiver.Url);

        Assert.Equal(
            ["content-length", "content-type", "host", "user-agent", "webhook-id", "webhook-signature", "webhook-timestamp"],
            Assert.Single(_receiver.Received).Headers.Keys.Order());
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(202, null)]
    [InlineData(300, WebhookErrors.Redirected)]
    [InlineData(304, WebhookErrors.Redirected)]
    [InlineData(400, WebhookErrors.UnexpectedStatus)]
    [InlineData(410, WebhookErrors.Gone)]
    [InlineData(503, WebhookErrors.UnexpectedStatus)]
    public async Task Status_HasItsWord(int status, string? error)
    {
        _receiver.Enqueue(status);

        var attempt = await Send(_receiver.Url);

        Assert.Equal((status, error), (attempt.Status, attempt.Error));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Redirect_IsAFailure_AndNotFollowed(int status)
    {
        await using var target = await WebhookReceiver.StartAsync();
        _receiver.Answer = http =>
        {
            http.Response.Headers.Location = target.Url;
            return WebhookReceiver.Status(status)(http);
        };

        var attempt = await Send(_receiver.Url);

        Assert.Equal((status, WebhookErrors.Redirected), (attempt.Status, attempt.Error));
        Assert.Empty(target.Received);
    }

    [Fact]
    public async Task ReceiverThatHangs_IsLeftAfterTheLimit()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        _receiver.Hang();
        var sending = Send(_receiver.Url, clock: clock);
        await _receiver.WaitAsync(1, Stopping);

        clock.Advance(TimeSpan.FromSeconds(14));
        Assert.False(sending.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal((null, WebhookErrors.Timeout), ((await sending).Status, (await sending).Error));
    }

    [Fact]
    public async Task AnswerWithoutEnd_IsReadNoFurtherThanItsHead()
    {
        _receiver.Answer = async http =>
        {
            http.Response.StatusCode = 200;
            await http.Response.StartAsync(Stopping);
            while (!http.RequestAborted.IsCancellationRequested)
                await http.Response.Body.WriteAsync(new byte[4096], http.RequestAborted);
        };

        Assert.Null((await Send(_receiver.Url)).Error);
    }

    [Fact]
    public async Task NobodyThere_IsAFailedConnection() =>
        Assert.Equal(WebhookErrors.ConnectionFailed, (await Send($"http://127.0.0.1:{FreePorts.Next()}/")).Error);

    [Fact]
    public async Task SomethingElseThanHttp_IsAFailedConnection()
    {
        _receiver.Answer = http =>
        {
            http.Abort();
            return Task.CompletedTask;
        };

        Assert.Equal(WebhookErrors.ConnectionFailed, (await Send(_receiver.Url)).Error);
    }

    [Fact]
    public async Task CertificateOfNobody_IsAFailureOfTls()
    {
        using var certificates = new TestCertificates();
        await using var receiver = await WebhookReceiver.StartAsync(certificates.Member);

        Assert.Equal(WebhookErrors.TlsFailed, (await Send(receiver.Url)).Error);
        Assert.Empty(receiver.Received);
    }

    [Fact]
    public async Task Stop_IsNoOutcome()
    {
        using var stopping = new CancellationTokenSource();
        _receiver.Hang();
        using var sender = Sender(["127.0.0.1"], Resolve("127.0.0.1"), TimeProvider.System);
        var sending = sender.Send(Try(_receiver.Url, [Secret]), stopping.Token);
        await _receiver.WaitAsync(1, Stopping);

        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("8.8.8.8", "127.0.0.1")]
    [InlineData("127.0.0.1", "8.8.8.8")]
    public async Task NameThatLeadsToAPrivateAddress_IsRefused_WhateverElseItLeadsTo(params string[] addresses)
    {
        using var sender = Sender([], Resolve(addresses), TimeProvider.System);

        var attempt = await sender.Send(Try("https://hooks.example/", [Secret]), Stopping);

        Assert.Equal((null, WebhookErrors.RefusedAddress), (attempt.Status, attempt.Error));
    }

    [Fact]
    public async Task NameThatIsUnknown_IsToldApartFromNoPrivateOne()
    {
        using var sender = Sender([], (_, _) => throw new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.HostNotFound), TimeProvider.System);

        Assert.Equal(WebhookErrors.RefusedAddress, (await sender.Send(Try("https://db.internal/", [Secret]), Stopping)).Error);
    }

    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("http://example.com/")]
    public async Task AddressThatIsNotAllowedAnyMore_IsNotCalled(string url)
    {
        using var sender = Sender([], (_, _) => throw new InvalidOperationException("Nobody asks for a name."), TimeProvider.System);

        Assert.Equal(WebhookErrors.RefusedAddress, (await sender.Send(Try(url, [Secret]), Stopping)).Error);
    }

    [Fact]
    public async Task NameThatChangesItsAddress_IsAskedOnce_AndThatAddressIsConnectedTo()
    {
        var asked = 0;
        // The second address is one that nobody listens at.
        using var sender = Sender(["hooks.example"], (_, _) => Task.FromResult(new[] { IPAddress.Parse(asked++ == 0 ? "127.0.0.1" : "127.0.0.2") }), TimeProvider.System);
        var url = _receiver.Url.Replace("127.0.0.1", "hooks.example", StringComparison.Ordinal);

        Assert.Null((await sender.Send(Try(url, [Secret]), Stopping)).Error);
        Assert.Equal(1, asked);
    }

    private static async Task<WebhookAttempt> Send(string url, TimeProvider? clock = null, params string[] secrets)
    {
        using var sender = Sender(["127.0.0.1"], Resolve("127.0.0.1"), clock ?? TimeProvider.System);
        return await sender.Send(Try(url, secrets.Length == 0 ? [Secret] : secrets), Stopping);
    }

    private static WebhookSender Sender(string[] allowed, ResolveHost resolve, TimeProvider clock) =>
        new(Options.Create(new WebhookTargets { AllowedHosts = allowed }), Options.Create(new WebhookOptions()), resolve, clock);

    private static DeliveryTry Try(string url, IReadOnlyList<string> secrets) => new("msg_1", url, """{"text":"نان"}"""u8.ToArray(), secrets);

    private static ResolveHost Resolve(params string[] addresses) => (_, _) => Task.FromResult(addresses.Select(IPAddress.Parse).ToArray());
}
