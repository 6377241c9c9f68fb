using PromptGen.Webhooks;

namespace PromptGen.Grains.Tests.Webhooks;

/// <summary>Which addresses users may name, and what they are told of others.</summary>
public sealed class WebhookUrlTests
{
    private static readonly WebhookTargets None = new();
    private static readonly WebhookTargets Some = new() { AllowedHosts = ["hooks.internal", "127.0.0.1", "[fd00::7]", "Localhost."] };

    [Theory]
    [InlineData("https://example.com")]
    [InlineData("https://example.com/hooks?key=1")]
    [InlineData("https://example.com:443/hooks")]
    [InlineData("HTTPS://EXAMPLE.COM/hooks")]
    [InlineData("https://8.8.8.8/hooks")]
    [InlineData("https://[2606:4700:4700::1111]/hooks")]
    [InlineData("https://xn--bcher-kva.example/hooks")]
    public void HttpsOfThePublicNetwork_IsTaken(string url) => Assert.Equal(new Uri(url), WebhookUrl.Parse(url, None).Url);

    [Theory]
    [InlineData("http://hooks.internal/")]
    [InlineData("http://HOOKS.internal.:8080/a")]
    [InlineData("https://hooks.internal:8443/a")]
    [InlineData("http://127.0.0.1:5000/a")]
    [InlineData("http://0x7f.1:5000/a")]
    [InlineData("http://[fd00:0::7]/a")]
    [InlineData("http://localhost:5000")]
    public void AnythingAtAnAllowedHost_IsTaken(string url) => Assert.NotNull(WebhookUrl.Parse(url, Some).Url);

    [Theory]
    [InlineData(null, "text")]
    [InlineData("", "absolute https")]
    [InlineData("example.com/hooks", "absolute https")]
    [InlineData("/hooks", "absolute https")]
    [InlineData("//example.com/hooks", "absolute https")]
    [InlineData("https:example.com", "absolute https")]
    [InlineData("https:///hooks", "absolute https")]
    [InlineData("https:\\\\example.com\\hooks", "absolute https")]
    [InlineData(" https://example.com", "absolute https")]
    [InlineData("https://example.com/a b", "absolute https")]
    [InlineData("https://exa\tmple.com/", "absolute https")]
    [InlineData("https://bücher.example/", "absolute https")]
    [InlineData("https://１２７.０.０.１/", "absolute https")]
    [InlineData("ftp://example.com/", "absolute https")]
    [InlineData("file:///etc/passwd", "absolute https")]
    [InlineData("gopher://127.0.0.1/", "absolute https")]
    [InlineData("javascript:alert(1)", "absolute https")]
    [InlineData("https://user@example.com/", "user name")]
    [InlineData("https://user:secret@example.com/", "user name")]
    [InlineData("https://example.com@127.0.0.1/", "user name")]
    [InlineData("http://example.com/", "https://")]
    [InlineData("https://example.com:8443/", "port 443")]
    [InlineData("https://example.com:80/", "port 443")]
    [InlineData("https://localhost/", "public network")]
    [InlineData("https://LOCALHOST./", "public network")]
    [InlineData("https://a.localhost/", "public network")]
    [InlineData("https://127.0.0.1/", "public network")]
    [InlineData("https://127.1/", "public network")]
    [InlineData("https://0x7f000001/", "public network")]
    [InlineData("https://2130706433/", "public network")]
    [InlineData("https://0177.0.0.1/", "public network")]
    [InlineData("https://10.0.0.1/", "public network")]
    [InlineData("https://169.254.169.254/latest/meta-data/", "public network")]
    [InlineData("https://[::1]/", "public network")]
    [InlineData("https://[::ffff:10.0.0.1]/", "public network")]
    [InlineData("https://[64:ff9b::7f00:1]/", "public network")]
    [InlineData("https://[fe80::1]/", "public network")]
    [InlineData("https://0.0.0.0/", "public network")]
    public void AnythingElse_IsRefused_InWordsThatSayWhatIsAllowed(string? url, string words) =>
        Assert.Contains(words, WebhookUrl.Parse(url, None).Problem, StringComparison.Ordinal);

    [Fact]
    public void OtherHosts_AreNoneTheMoreAllowed() => Assert.NotNull(WebhookUrl.Parse("http://other.internal/", Some).Problem);

    [Fact]
    public void OneThatIsTooLong_IsRefused()
    {
        var longest = "https://example.com/" + new string('a', WebhookUrl.MaxLength - 20);

        Assert.Null(WebhookUrl.Parse(longest, None).Problem);
        Assert.Contains("2048", WebhookUrl.Parse(longest + "a", None).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hooks.internal", true)]
    [InlineData("[::1]", true)]
    [InlineData("10.0.0.7", true)]
    [InlineData("http://hooks.internal", false)]
    [InlineData("hooks.internal:8080", false)]
    [InlineData("hooks.internal/a", false)]
    [InlineData("*", false)]
    [InlineData("", false)]
    public void AllowedHosts_AreHostsAlone(string host, bool isValid) => Assert.Equal(isValid, new WebhookTargets { AllowedHosts = [host] }.IsValid);
}
