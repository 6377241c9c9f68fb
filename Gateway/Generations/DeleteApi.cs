using PromptGen.Gateway.Http;

namespace PromptGen.Gateway.Generations;

/// <summary>Deletes generations.</summary>
public static class DeleteApi
{
    /// <summary>Deletes the texts of a generation that has ended, its metadata, and what its webhooks hold of it, at once.</summary>
    /// <remarks>Its line in the ledger stays, without metadata; a webhook that is still to come tells of the end without the texts.</remarks>
    /// <param name="context">The request.</param>
    /// <param name="taskId">The id that the start was answered with.</param>
    /// <param name="grains">The cluster.</param>
    public static async Task<IResult> Delete(HttpContext context, string taskId, IGrainFactory grains)
    {
        if (!GenerationsApi.TryTask(context, taskId, out var key))
            return GenerationsApi.NotFound();
        return await grains.ByKey<IDeletionGrain>(key.ToString()).Delete(Guid.NewGuid()) switch
        {
            DeleteOutcome.Deleted => TypedResults.NoContent(),
            DeleteOutcome.NotFinished => Problems.Create(StatusCodes.Status409Conflict, "The generation has not finished yet: cancel it first", ErrorCodes.NotFinished),
            _ => GenerationsApi.NotFound(),
        };
    }
}
