using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using PromptGen.Llm;
using PromptGen.Prompts;
using PromptGen.Tokens;

namespace PromptGen.Estimates;

/// <summary>Estimates what a generation would cost; keeps nothing.</summary>
[GrainType("estimate"), StatelessWorker, CollectionAgeLimit(Minutes = 2)]
public sealed class EstimateGrain(BusinessPrompts prompts, IOptions<ModelOptions> model, TimeProvider clock) : Grain, IEstimateGrain
{
    /// <inheritdoc />
    public async Task<CostEstimate> Estimate(PromptSubmission submission)
    {
        var account = GrainFactory.UserTokens(this.GetPrimaryKeyString()).GetAccount(openTrial: true);
        var template = (await prompts.For(submission)).Text;
        var (instruction, answer) = (InstructionEstimate.Of(submission, template), AnswerEstimate.Of(submission, template, model.Value.MaxOutputTokens));
        var (remaining, now) = ((await account).TokensRemaining, clock.GetUtcNow());
        var refusal = TokenRules.Refuse((await account).Subscription, remaining, (await account).TokensReserved, TokenRules.ReservePerGeneration, now);
        return new CostEstimate(
            TokenRules.SetAside(TokenRules.Reservation(instruction), remaining), instruction + answer.Low, instruction + answer.High, remaining, refusal is null);
    }
}
