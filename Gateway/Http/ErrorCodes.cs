namespace PromptGen.Gateway.Http;

/// <summary>
/// The values of <c>error_code</c> of a request that is refused. Those of a generation that ended without a prompt are
/// <see cref="PromptTaskErrorCodes"/>; some requests are refused for the same.
/// </summary>
public static class ErrorCodes
{
    /// <summary>Notes are longer than <c>Generations:MaxPromptLength</c>.</summary>
    public const string PromptTooLong = "prompt_too_long";

    /// <summary>The notes of a batch are no list of texts, or too many.</summary>
    public const string InvalidManualPrompts = "invalid_manual_prompts";

    /// <summary>The kind of business is no text, or too long.</summary>
    public const string InvalidBusinessType = "invalid_business_type";

    /// <summary>The language is no tag of BCP 47.</summary>
    public const string InvalidLanguage = "invalid_language";

    /// <summary>The prompt to change is no text, blank, or there without what to change.</summary>
    public const string InvalidPreviousPrompt = "invalid_previous_prompt";

    /// <summary>What to change is no text, blank, or there without what to change it in.</summary>
    public const string InvalidFeedback = "invalid_feedback";

    /// <summary>The edited prompt of a refinement is no text, blank, or there without what to change.</summary>
    public const string InvalidPrompt = "invalid_prompt";

    /// <summary>The time limit of a generation is no number, or out of its range.</summary>
    public const string InvalidTimeoutSeconds = "invalid_timeout_seconds";

    /// <summary>The metadata are no object of texts, or too many.</summary>
    public const string InvalidMetadata = "invalid_metadata";

    /// <summary>The address to call at the end is none that webhooks may go to.</summary>
    public const string InvalidCallbackUrl = "invalid_callback_url";

    /// <summary>The address of the endpoint is none that webhooks may go to.</summary>
    public const string InvalidUrl = "invalid_url";

    /// <summary>What is asked after is no id of a generation.</summary>
    public const string InvalidTaskId = "invalid_task_id";

    /// <summary>The idempotency key is empty, too long, or sent twice.</summary>
    public const string InvalidIdempotencyKey = "invalid_idempotency_key";

    /// <summary>The time to wait is no number, or out of its range.</summary>
    public const string InvalidWait = "invalid_wait";

    /// <summary>The length of a page is no number, or out of its range.</summary>
    public const string InvalidLimit = "invalid_limit";

    /// <summary>The place where a page begins is not one that a page before has named.</summary>
    public const string InvalidCursor = "invalid_cursor";

    /// <summary>What an administrator sent is wrong; the message names the member.</summary>
    public const string InvalidRequest = "invalid_request";

    /// <summary>The idempotency key was used before with another request.</summary>
    public const string IdempotencyKeyReused = "idempotency_key_reused";

    /// <summary>The reference was used before for another number of tokens.</summary>
    public const string ReferenceReused = "reference_reused";

    /// <summary>What is to be refined or deleted has not ended.</summary>
    public const string NotFinished = "not_finished";

    /// <summary>What is to be cancelled has ended.</summary>
    public const string AlreadyFinished = "already_finished";

    /// <summary>The generation that the request waited for was cancelled.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>There is no such batch for this user, or not any more.</summary>
    public const string BatchNotFound = "batch_not_found";

    /// <summary>There is no such webhook of this user, or not any more.</summary>
    public const string WebhookNotFound = "webhook_not_found";

    /// <summary>There is no template for this business type.</summary>
    public const string BusinessPromptNotFound = "business_prompt_not_found";

    /// <summary>There are as many templates of administrators as there may be.</summary>
    public const string TooManyBusinessPrompts = "too_many_business_prompts";

    /// <summary>The user starts more than their share per minute.</summary>
    public const string RateLimited = "rate_limited";

    /// <summary>The user has more generations under way than their share.</summary>
    public const string TooManyTasks = "too_many_tasks";

    /// <summary>All users together have more under way than the service takes.</summary>
    public const string Busy = "busy";
}
