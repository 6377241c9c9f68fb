using PromptGen.Load.Http;
using PromptGen.Load.Models;

namespace PromptGen.Load.Systems;

/// <summary>A service that runs and is measured.</summary>
internal abstract class Service : IAsyncDisposable
{
    /// <summary>The role of Redis among the processes.</summary>
    public const string Redis = "redis";

    /// <summary>The role of the fake model.</summary>
    public const string Ai = "ai";

    /// <summary>Its origin.</summary>
    public abstract Uri Base { get; }

    /// <summary>Process ids by role: <see cref="Redis"/>, <see cref="Ai"/>, and all others are the service.</summary>
    public abstract ILookup<string, int> Processes { get; }

    /// <summary>The port of its Redis; <c>null</c> where nobody said.</summary>
    public abstract int? RedisPort { get; }

    /// <summary>Its fake model; <c>null</c> where nobody said.</summary>
    public abstract ModelControl? Model { get; }

    /// <summary>Whether <see cref="For"/> gives any user requests of their own.</summary>
    public abstract bool HasUsers { get; }

    /// <summary>The processes of the service itself.</summary>
    public IEnumerable<int> OwnProcesses => Processes.Where(role => role.Key is not (Redis or Ai)).SelectMany(role => role);

    /// <summary>The requests of a user.</summary>
    public abstract Requests For(string user);

    /// <inheritdoc />
    public abstract ValueTask DisposeAsync();
}
