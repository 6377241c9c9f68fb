using Orleans.Concurrency;

namespace PromptGen.History;

/// <summary>Reads a page of the index and asks each generation for its state; keeps nothing.</summary>
[GrainType("history"), StatelessWorker, CollectionAgeLimit(Minutes = 2)]
public sealed class HistoryGrain(IHistory history) : Grain, IHistoryGrain
{
    // Those that are gone by now may stand between: so many are looked through for one page.
    private const int MostLookedThrough = 1000;

    /// <inheritdoc />
    public async Task<HistoryPage> List(HistoryCursor? before, int limit)
    {
        var userId = this.GetPrimaryKeyString();
        var tasks = new List<PromptTaskView>(limit);
        for (var (place, seen) = (before, 0); ;)
        {
            // One more than asked for tells whether there is another page.
            var entries = await history.Before(userId, place, limit - tasks.Count + 1);
            var views = await Task.WhenAll(entries.Select(entry => GrainFactory.PromptTask(new PromptTaskKey(userId, entry.TaskId)).GetStatus()));
            foreach (var (entry, view) in entries.Zip(views))
            {
                if (view is not null && tasks.Count == limit)
                    return new HistoryPage(tasks, place);
                if (view is not null)
                    tasks.Add(WithoutPrompt(view));
                place = entry;
            }
            if (entries.Count == 0 || (seen += entries.Count) >= MostLookedThrough)
                return new HistoryPage(tasks, entries.Count == 0 ? null : place);
        }
    }

    private static PromptTaskView WithoutPrompt(PromptTaskView view) =>
        view.Result is { } result ? view with { Result = result with { Text = "" } } : view;
}
