namespace PromptGen.Webhooks;

/// <summary>
/// The durable deliveries of all users, and the index of those that wait, by when they are due. What is in it is found and made by whatever silo looks,
/// whoever dies. Each call may be repeated.
/// </summary>
public interface IWebhookDeliveries
{
    /// <summary>Adds deliveries with their bodies; those that are there stay as they are.</summary>
    /// <exception cref="OrleansException">The store cannot be reached or refuses.</exception>
    Task Add(string userId, IReadOnlyList<(DeliveryRecord Record, byte[] Body)> deliveries, TimeSpan keep);

    /// <summary>A delivery and its body; <c>null</c>: there is none.</summary>
    /// <exception cref="OrleansException">The store cannot be reached.</exception>
    Task<(DeliveryRecord Record, byte[] Body)?> Find(DeliveryKey key);

    /// <summary>Sets the body of a delivery, if that is still there.</summary>
    /// <exception cref="OrleansException">The store cannot be reached or refuses.</exception>
    Task SetBody(DeliveryKey key, byte[] body);

    /// <summary>Writes what became of a delivery, and when it is due next; one that has ended is kept for a time.</summary>
    /// <exception cref="OrleansException">The store cannot be reached or refuses.</exception>
    Task Save(string userId, DeliveryRecord record, TimeSpan keep);

    /// <summary>Sets when a delivery is looked at next.</summary>
    /// <exception cref="OrleansException">The store cannot be reached or refuses.</exception>
    Task Schedule(DeliveryKey key, DateTimeOffset at);

    /// <summary>A delivery is looked at no more.</summary>
    /// <exception cref="OrleansException">The store cannot be reached or refuses.</exception>
    Task Unschedule(DeliveryKey key);

    /// <summary>Those that are due until a time, the first ones first.</summary>
    /// <exception cref="OrleansException">The store cannot be reached.</exception>
    Task<IReadOnlyList<(DeliveryKey Key, DateTimeOffset At)>> Due(DateTimeOffset until, int most);

    /// <summary>A user's deliveries before a place, newest first: their places and the records that are still kept.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="place">The place; <c>null</c>: from the newest on.</param>
    /// <param name="taskId">Only records of one generation; places of all.</param>
    /// <param name="most">Places at the most.</param>
    /// <exception cref="OrleansException">The store cannot be reached.</exception>
    Task<IReadOnlyList<(long Place, DeliveryRecord? Record)>> Before(string userId, long? place, Guid? taskId, int most);

    /// <summary>Drops the oldest of a user's deliveries that have ended, beyond a number, and places of those that are gone.</summary>
    /// <exception cref="OrleansException">The store cannot be reached or refuses.</exception>
    Task Trim(string userId, int most, TimeSpan keep);
}
