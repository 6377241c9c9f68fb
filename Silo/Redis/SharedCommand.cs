using StackExchange.Redis;

namespace PromptGen.Silo.Redis;

/// <summary>A command for several values: those that come while one is under way share the next.</summary>
/// <param name="run">Runs it.</param>
internal sealed class SharedCommand(Func<RedisValue[], Task> run)
{
    private readonly Lock _lock = new();
    private readonly List<RedisValue> _waiting = [];
    private TaskCompletionSource _next = NewSignal();
    private bool _isRunning;

    /// <summary>Runs it for a value.</summary>
    /// <returns>Completes, or fails, with the command.</returns>
    public Task For(RedisValue value)
    {
        lock (_lock)
        {
            _waiting.Add(value);
            var done = _next.Task;
            if (!_isRunning)
            {
                _isRunning = true;
                _ = Run();
            }
            return done;
        }
    }

    private async Task Run()
    {
        while (true)
        {
            RedisValue[] values;
            TaskCompletionSource done;
            lock (_lock)
            {
                if (_waiting.Count == 0)
                {
                    _isRunning = false;
                    return;
                }
                (values, done, _next) = ([.. _waiting], _next, NewSignal());
                _waiting.Clear();
            }
            try
            {
                await run(values);
                done.SetResult();
            }
            catch (Exception failure)
            {
                done.SetException(failure);
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
