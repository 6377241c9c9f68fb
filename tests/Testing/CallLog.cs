using Microsoft.AspNetCore.Http;

namespace PromptGen.Testing;

/// <summary>The calls a server received, and who waits for the next ones.</summary>
internal sealed class CallLog
{
    private readonly Lock _lock = new();
    private readonly List<ModelCall> _calls = [];
    private readonly List<(int Count, TaskCompletionSource<ModelCall> Reached)> _waiting = [];
    private int _inFlight;
    private int _peak;

    public IReadOnlyList<ModelCall> Calls
    {
        get
        {
            lock (_lock)
                return [.. _calls];
        }
    }

    public int Peak => Volatile.Read(ref _peak);

    public ModelCall Begin(HttpRequest request, string body)
    {
        lock (_lock)
        {
            var key = request.Headers.Authorization is { Count: > 0 } authorization ? authorization : request.Headers["x-goog-api-key"];
            var call = new ModelCall(_calls.Count + 1, TimeProvider.System.GetUtcNow(), request.Path, key, body);
            _calls.Add(call);
            _peak = Math.Max(_peak, ++_inFlight);
            foreach (var (_, reached) in _waiting.Where(waiter => waiter.Count == _calls.Count))
                reached.SetResult(call);
            _waiting.RemoveAll(waiter => waiter.Count <= _calls.Count);
            return call;
        }
    }

    public void End(ModelCall call)
    {
        lock (_lock)
            _inFlight--;
        call.MarkEnded();
    }

    public Task<ModelCall> WaitAsync(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        lock (_lock)
        {
            if (_calls.Count >= count)
                return Task.FromResult(_calls[count - 1]);
            var reached = new TaskCompletionSource<ModelCall>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((count, reached));
            return reached.Task;
        }
    }
}
