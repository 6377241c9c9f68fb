using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using PromptGen.Gateway.Generations;

namespace PromptGen.Gateway.Tests;

/// <summary>Yesterday's fingerprints are in Redis: the same request has the same one in every version.</summary>
public sealed class RequestFingerprintTests
{
    [Theory]
    [InlineData("We sell \"bread\" & Brötchen.", "bakery", 90d, "t/CqBUskesOnuRap9k+MUwbWkiqB4xa7TWzf6h7xKqI=")]
    [InlineData("We sell bread.", null, null, "dpihEIxk1n1bV+iyEti8srORAWJRzkEk2lHAJPc/N/U=")]
    public void Fingerprint_IsAsEver(string notes, string? businessType, double? timeout, string golden) =>
        Assert.Equal(golden, new GenerationRequest(notes, businessType, timeout).Fingerprint());

    [Fact]
    public void FingerprintWithMetadata_IsAsEver() => Assert.Equal("Iq6PJXXIVzQW9EcotVzyN3zUtIDnNQti/+f9l7oGenI=",
        new GenerationRequest("We sell bread.") { Metadata = ImmutableSortedDictionary<string, string>.Empty.Add("order", "7") }.Fingerprint());

    [Fact]
    public void FingerprintWithACallback_IsAsEver() => Assert.Equal("bx4ZExQeK8IEnLJsMDH9ui8e/zOfYUk9lMQ1HVIxlmA=",
        new GenerationRequest("We sell bread.") { CallbackUrl = "https://example.com/hooks?a=1&b=2" }.Fingerprint());

    [Fact]
    public void EachMemberOfAChange_MakesItAnotherRequest()
    {
        var plain = new GenerationRequest("We sell bread.");
        var task = Guid.NewGuid();
        string[] all =
        [
            plain.Fingerprint(), (plain with { Language = "fa" }).Fingerprint(), (plain with { Language = "de" }).Fingerprint(), (plain with { PreviousPrompt = "a", Feedback = "b" }).Fingerprint(),
            (plain with { PreviousPrompt = "a", Feedback = "c" }).Fingerprint(), (plain with { PreviousPrompt = "c", Feedback = "b" }).Fingerprint(), (plain with { Feedback = "b" }).Fingerprint(),
            RequestFingerprint.Of(plain, task), RequestFingerprint.Of(plain, Guid.NewGuid()),
        ];

        Assert.Equal(all.Distinct(), all);
        Assert.Equal(RequestFingerprint.Of(plain, task), RequestFingerprint.Of(plain with { }, task));
    }

    [Theory]
    [InlineData("", "", 1d)]
    [InlineData("🥐 <b>it's</b> + \\ / \r\n\t\u2028\u0001", "نانوایی", 1.5)]
    [InlineData("notes", null, 0.1)]
    [InlineData("notes", "a", 600d)]
    public void Fingerprint_IsTheOneOfTheFirstVersion(string notes, string? businessType, double? timeout) => Assert.Equal(
        Convert.ToBase64String(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new FirstVersion(notes, businessType, timeout)))),
        new GenerationRequest(notes, businessType, timeout).Fingerprint());

    private sealed record FirstVersion(string ManualPrompt, string? BusinessType, double? TimeoutSeconds);
}
