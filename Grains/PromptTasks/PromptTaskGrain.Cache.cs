using PromptGen.Tokens;

namespace PromptGen.PromptTasks;

/// <content>How it ends at once with an earlier result of its user for the same notes.</content>
public sealed partial class PromptTaskGrain
{
    /// <summary>Ends with a result that is kept, if there is one: it costs nothing, but the subscription has to be there.</summary>
    /// <returns>Whether it has ended, also by a refusal.</returns>
    private async Task<bool> EndFromCache(PromptSubmission submission, string? template)
    {
        if (submission.SkipsCache || CacheKey(submission, template) is not { } key || await cache.Find(key) is not { } result)
            return false;
        var account = await GrainFactory.UserTokens(_key.UserId).GetAccount(openTrial: true);
        if (TokenRules.RefuseSubscription(account.Subscription, account.TokensRemaining, clock.GetUtcNow()) is { } refusal)
        {
            Apply(new PromptTaskEvent.Refused(refusal));
            await Save();
            return true;
        }
        Apply(new PromptTaskEvent.Produced(result, key));
        await Save();
        await Settle();
        return true;
    }

    private string? CacheKey(PromptSubmission submission, string? template) =>
        cache.IsOn && !submission.IsRefinement ? cache.Key(_key.UserId, submission, template) : null;
}
