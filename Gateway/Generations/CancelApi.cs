using PromptGen.Gateway.Http;

namespace PromptGen.Gateway.Generations;

/// <summary>Cancels generations.</summary>
public static class CancelApi
{
    /// <summary>Stops a generation.</summary>
    /// <remarks>What a reader of its events had of the text is charged, all else is released.</remarks>
    /// <param name="context">The request.</param>
    /// <param name="taskId">The id that the start was answered with.</param>
    /// <param name="grains">The cluster.</param>
    public static async Task<IResult> Cancel(HttpContext context, string taskId, IGrainFactory grains)
    {
        if (!GenerationsApi.TryTask(context, taskId, out var key))
            return GenerationsApi.NotFound();
        return await grains.PromptTask(key).Cancel(CancelReason.Requested) switch
        {
            { Task: null } => GenerationsApi.NotFound(),
            { Cancelled: true, Task: { } task } => StatusAnswer.From(task),
            _ => Problems.Create(StatusCodes.Status409Conflict, "The generation has already finished", ErrorCodes.AlreadyFinished),
        };
    }
}
