using System.Collections.Concurrent;

namespace PromptGen.Grains.Tests.Cluster;

/// <summary>Holds chosen grain calls up before they are made, so that a test can look at the moment before.</summary>
internal sealed class CallGates : IIncomingGrainCallFilter
{
    private readonly ConcurrentDictionary<(string Grain, string Method), Gate> _gates = new();

    public Gate Hold(string grain, string method) => _gates.GetOrAdd((grain, method), _ => new Gate());

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        var method = context.InterfaceMethod?.Name ?? "";
        if (context.InterfaceMethod?.DeclaringType?.Namespace?.StartsWith("PromptGen", StringComparison.Ordinal) is true
            && context.TargetId.Key.ToString() is { } key)
        {
            // A step has a gate of its own.
            var step = method == "Advance" ? $"Advance({context.Request.GetArgument(1)})" : method;
            if (_gates.TryGetValue((key, step), out var gate))
                await gate.Pass();
        }
        await context.Invoke();
    }

    /// <summary>One place where calls wait.</summary>
    internal sealed class Gate
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Completes when a call waits here.</summary>
        public Task Reached => _reached.Task.WaitAsync(Eventually.Patience, TestContext.Current.CancellationToken);

        public void Open() => _open.TrySetResult();

        internal Task Pass()
        {
            _reached.TrySetResult();
            return _open.Task;
        }
    }
}
