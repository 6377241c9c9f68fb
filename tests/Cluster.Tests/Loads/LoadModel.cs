namespace PromptGen.ClusterTests.Loads;

/// <summary>The model under load: does what each order's prompt tells it.</summary>
internal static class LoadModel
{
    /// <summary>What one answer costs.</summary>
    public static readonly long TokensPerAnswer = ModelBehaviours.DefaultUsage.Prompt + ModelBehaviours.DefaultUsage.Completion;

    public static async Task AnswerAsync(ModelExchange exchange)
    {
        var (mark, kind, time) = Order.Find(exchange.Call.Prompt) ?? throw new InvalidOperationException("The model was asked for something nobody ordered.");
        if (kind == Kind.Refused)
        {
            // By its filter: a request that is refused as such is asked in other ways, and calls are counted here.
            await ModelBehaviours.ContentFilter()(exchange);
            return;
        }
        var answer = Order.AnswerFor(mark);
        await exchange.WriteTextAsync(answer[..10]);
        await Task.Delay(time, exchange.Stopping);
        await exchange.WriteTextAsync(answer[10..]);
        await exchange.EndAsync(ModelBehaviours.DefaultUsage);
    }
}
