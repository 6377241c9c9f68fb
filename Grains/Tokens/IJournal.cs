namespace PromptGen.Tokens;

/// <summary>
/// The history of accounts, one log per user, and what has to be looked up of it: references of grants, and changes that may be sent again. An account
/// never carries these; its lines come here through its outbox.
/// </summary>
public interface IJournal
{
    /// <summary>Appends lines, with what is looked up of them. To append a line again changes nothing.</summary>
    /// <exception cref="OrleansException">The store cannot be reached or refuses.</exception>
    Task Append(string userId, IReadOnlyList<JournalLine> lines);

    /// <summary>Remembers what an account of format 1 carried in itself. To remember it again changes nothing.</summary>
    /// <exception cref="OrleansException">The store cannot be reached or refuses.</exception>
    Task Remember(string userId, IReadOnlyDictionary<string, long?> grants, IReadOnlyCollection<ChangeEntry> changes);

    /// <summary>The lines below a number, newest first, at most so many.</summary>
    /// <exception cref="OrleansException">The store cannot be reached or refuses, or a line cannot be read.</exception>
    Task<IReadOnlyList<JournalLine>> Before(string userId, long line, int most);

    /// <summary>Takes the metadata out of the lines of a task, as far back as a time.</summary>
    /// <exception cref="OrleansException">The store cannot be reached or refuses, or a line cannot be read.</exception>
    Task Forget(string userId, Guid taskId, DateTimeOffset since);

    /// <summary>What a reference was used for.</summary>
    /// <returns>Whether it was, and the tokens; <c>null</c>: not known any more.</returns>
    /// <exception cref="OrleansException">The store cannot be reached or refuses.</exception>
    Task<(bool IsKnown, long? Tokens)> FindGrant(string userId, string reference);

    /// <summary>A change made before; <c>null</c>: it was not, or long ago.</summary>
    /// <exception cref="OrleansException">The store cannot be reached or refuses.</exception>
    Task<ChangeEntry?> FindChange(string userId, Guid id);
}
