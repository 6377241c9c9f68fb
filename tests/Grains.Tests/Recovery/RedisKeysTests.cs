using Microsoft.Extensions.Options;
using Orleans.Configuration;
using PromptGen.Silo.Redis;

namespace PromptGen.Grains.Tests.Recovery;

/// <summary>A Redis Cluster keeps in one slot what has the same hash tag: what stands between the first brace and the next closing one.</summary>
public sealed class RedisKeysTests
{
    private readonly RedisKeys _keys = new(Options.Create(new ClusterOptions { ServiceId = "promptgen" }));

    [Theory]
    [InlineData("alice")]
    [InlineData("auth0|5f7c8ec7c33c6c004bbafe82")]
    [InlineData("https://id.example.org/users/42")]
    public void WhatLiesBesideAnAccount_LiesInItsSlot(string user) =>
        Assert.All([_keys.Journal(user), _keys.GrantReferences(user), _keys.AccountChanges(user)], key => Assert.Equal(_keys.Account(user), TagOf(key!)));

    [Theory]
    [InlineData("{a}b")]
    [InlineData("a}b")]
    [InlineData("}{")]
    [InlineData("{}")]
    public void WhatLiesBesideAnAccount_WhoseIdHasBraces_LiesInOneSlot(string user)
    {
        var tags = new[] { _keys.Journal(user), _keys.GrantReferences(user), _keys.AccountChanges(user) }.Select(key => TagOf(key!)).ToArray();

        Assert.Single(tags.Distinct());
        Assert.NotEqual(tags[0], TagOf(_keys.Journal(Uri.EscapeDataString(user))!));
    }

    private static string TagOf(string key)
    {
        var open = key.IndexOf('{', StringComparison.Ordinal);
        var close = open < 0 ? -1 : key.IndexOf('}', open);
        return close > open + 1 ? key[(open + 1)..close] : key;
    }
}
