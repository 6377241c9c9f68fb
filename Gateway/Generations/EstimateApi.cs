using Microsoft.Extensions.Options;
using PromptGen.Gateway.Http;
using PromptGen.ServiceDefaults.Security;

namespace PromptGen.Gateway.Generations;

/// <summary>The body of an estimate. The other members of a start may be there too, and are checked, but change nothing.</summary>
/// <param name="ManualPrompt">The rough lines to work from.</param>
/// <param name="BusinessType">The kind of business; wins over the token's claim.</param>
/// <param name="Language">The language that the prompt would be written in, as that of a start.</param>
/// <param name="PreviousPrompt">A prompt to change by <c>feedback</c>, as that of a start.</param>
/// <param name="Feedback">What to change in <c>previous_prompt</c>, as that of a start.</param>
/// <example>
/// {"manual_prompt":"Cafe Aurora, open 8-18, vegan cakes, +1 555 0100","business_type":"restaurant"}
/// </example>
internal sealed record EstimateRequest(string ManualPrompt, string? BusinessType = null, string? Language = null, string? PreviousPrompt = null, string? Feedback = null);

/// <summary>What a generation would cost.</summary>
/// <param name="ReserveTokens">What would be set aside while it runs.</param>
/// <param name="EstimatedTokens">What it would be charged, for a short prompt and for a long one; the count of the model's provider decides.</param>
/// <param name="TokensRemaining">The tokens the account can spend.</param>
/// <param name="CanStart">Whether the account would let it begin.</param>
/// <example>
/// {"reserve_tokens":920,"estimated_tokens":{"low":1033,"high":2350},"tokens_remaining":9400,"can_start":true}
/// </example>
public sealed record EstimateBody(long ReserveTokens, EstimatedTokensBody EstimatedTokens, long TokensRemaining, bool CanStart);

/// <summary>A range of tokens.</summary>
/// <param name="Low">For a short prompt.</param>
/// <param name="High">For a long one.</param>
public sealed record EstimatedTokensBody(long Low, long High);

/// <summary>Estimates generations.</summary>
public static class EstimateApi
{
    /// <summary>What a generation would cost; runs nothing.</summary>
    /// <remarks>Takes the body of a start.</remarks>
    public static async Task<IResult> Estimate(HttpContext context, IGrainFactory grains, IOptions<GenerationOptions> limits)
    {
        var (body, problem) = await JsonBody.Read(context.Request);
        if (problem is not null)
            return problem;
        var (request, invalid) = GenerationRequest.Parse(body, limits.Value);
        if (request is null)
            return invalid!;
        var estimate = await grains.ByKey<IEstimateGrain>(context.User.UserId()).Estimate(StartApi.Submission(context, request));
        return TypedResults.Json(
            new EstimateBody(estimate.ReserveTokens, new EstimatedTokensBody(estimate.LowTokens, estimate.HighTokens), estimate.TokensRemaining, estimate.CanStart),
            GenerationsJson.Web.EstimateBody);
    }
}
