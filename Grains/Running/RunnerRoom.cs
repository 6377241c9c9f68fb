namespace PromptGen.Running;

/// <summary>
/// Who has how many tasks on this silo, and who may have one more. A user may let at most as many wait as there is room for others
/// (the dynamic threshold of Choudhury and Hahne, IEEE/ACM ToN 6(2), 1998): whoever comes after one who took all they could finds
/// room, in a queue of any size. Not thread-safe.
/// </summary>
/// <param name="capacity">Tasks that may wait.</param>
/// <param name="perUser">Tasks of one user that may wait or run.</param>
public sealed class RunnerRoom(int capacity, int perUser)
{
    private readonly Dictionary<string, (int Held, int Waiting)> _users = [];
    private int _waiting;

    /// <summary>Whether one more task may wait.</summary>
    public bool IsFree => _waiting < capacity;

    /// <summary>Why a user may not have one more task; <c>null</c>: they may.</summary>
    public SubmitOutcome? Refusal(string userId)
    {
        var (held, waiting) = _users.GetValueOrDefault(userId);
        return held >= perUser ? SubmitOutcome.TooManyTasks
            : !IsFree ? SubmitOutcome.Busy
            : waiting > 0 && waiting >= capacity - _waiting ? SubmitOutcome.TooManyTasks
            : null;
    }

    /// <summary>Counts a user's tasks that come (positive) and go.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="held">Tasks that wait or run.</param>
    /// <param name="waiting">Those of them that wait.</param>
    public void Add(string userId, int held, int waiting)
    {
        _waiting += waiting;
        var before = _users.GetValueOrDefault(userId);
        var after = (Held: before.Held + held, Waiting: before.Waiting + waiting);
        if (after == (0, 0))
            _users.Remove(userId);
        else
            _users[userId] = after;
    }
}
