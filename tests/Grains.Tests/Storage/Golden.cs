namespace PromptGen.Grains.Tests.Storage;

/// <summary>States as they are in Redis. Never edit one to make a test pass: somebody's Redis holds it.</summary>
internal static class Golden
{
    public const string CompletedTask =
        """{"step":"Completed","version":9,"attempt":2,"starts":1,"owner":"silo-2","submission":{"manualPrompt":"We sell \u0022bread\u0022 \u0026 Br\u00F6tchen.","businessType":"bakery","timeout":"00:01:30","fingerprint":"f1"},"reservationId":"7c9e6679-7425-40de-944b-e07fc1f90ae7","createdAt":"2030-01-01T12:00:00+00:00","updatedAt":"2030-01-01T12:00:03.5+00:00","charge":{"state":"Charged","tokens":310},"result":{"text":"You are a baker.","origin":"Ai","model":"model-1","usage":{"promptTokens":100,"completionTokens":200,"totalTokens":310}},"resultDraft":4,"isSettled":true}""";

    public const string FailedTask =
        """{"step":"Failed","version":3,"attempt":1,"starts":1,"owner":"silo-1","submission":{"manualPrompt":"We sell bread."},"reservationId":"7c9e6679-7425-40de-944b-e07fc1f90ae7","createdAt":"2030-01-01T12:00:00+00:00","updatedAt":"2030-01-01T12:00:00+00:00","charge":{"state":"None","tokens":0},"resultDraft":0,"error":{"code":"insufficient_tokens","error":"You need more.","tokensRemaining":250,"daysRemaining":14},"isSettled":true}""";

    public const string ReadTask =
        """{"step":"Cancelled","version":6,"attempt":1,"starts":1,"owner":"silo-1","submission":{"manualPrompt":"We sell bread.","isAwaited":true},"reservationId":"7c9e6679-7425-40de-944b-e07fc1f90ae7","createdAt":"2030-01-01T12:00:00+00:00","updatedAt":"2030-01-01T12:00:00+00:00","charge":{"state":"Reserved","tokens":700},"instructionTokens":250,"readUsage":{"promptTokens":250,"completionTokens":40,"totalTokens":290,"estimated":true},"resultDraft":0,"isSettled":false}""";

    public const string Head2 = """{"createdAt":"2030-01-01T12:00:00+00:00","attempt":2,"silo":"silo-2","fingerprint":"f1"}""";

    public const string Data2 =
        """{"step":"Completed","version":9,"starts":1,"updatedAt":"2030-01-01T12:00:03.5+00:00","reservationId":"7c9e6679-7425-40de-944b-e07fc1f90ae7","charge":{"state":"Charged","tokens":310},"resultDraft":4,"isSettled":true}""";

    public const string Submission2 = """{"manualPrompt":"We sell \"bread\" & Brötchen.","businessType":"bakery","timeout":"00:01:30"}""";

    public const string Result2 =
        """{"text":"You are a baker.","model":"model-1","usage":{"promptTokens":100,"completionTokens":200,"totalTokens":310}}""";

    public const string BatchedHead2 =
        """{"createdAt":"2030-01-01T12:00:00+00:00","attempt":2,"silo":"silo-2","fingerprint":"f1","callbackUrl":"https://example.org/hook","batchId":"0f8fad5b-d9cb-469f-a165-70867728950e"}""";

    public const string TracedHead2 =
        """{"createdAt":"2030-01-01T12:00:00+00:00","attempt":2,"silo":"silo-2","fingerprint":"f1","traceParent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}""";

    public const string BatchedSubmission2 =
        """{"manualPrompt":"We sell \"bread\" & Brötchen.","businessType":"bakery","timeout":"00:01:30","metadata":{"order":"7"},"skipsCache":true}""";

    public const string RefinedSubmission2 =
        """{"manualPrompt":"نان","language":"fa-IR","previousPrompt":"# نقش","feedback":"کوتاه‌تر","refines":"0f8fad5b-d9cb-469f-a165-70867728950e"}""";

    public const string DeletedData2 =
        """{"step":"Completed","version":9,"starts":1,"updatedAt":"2030-01-01T12:00:03.5+00:00","reservationId":"7c9e6679-7425-40de-944b-e07fc1f90ae7","charge":{"state":"Charged","tokens":310},"resultDraft":4,"isSettled":true,"cachedUnder":"alice/0a1b","deletedBy":"0f8fad5b-d9cb-469f-a165-70867728950e"}""";

    public const string TemplatedResult2 = """{"text":"You are a baker.","model":"model-1","template":"restaurant.fa@1f0c9a7e"}""";

    public const string Batch =
        """{"total":2,"createdAt":"2030-01-01T12:00:00+00:00","fingerprint":"f1","items":[{"manualPrompt":"We sell bread."},{"manualPrompt":"We bake."}],"cancelled":"Requested","ends":{"1":"Failed"}}""";

    public const string ChangedAccount =
        """{"seen":true,"granted":500,"charged":0,"open":{},"closed":[],"grantReferences":["invoice-7"],"grantAmounts":{"invoice-7":500},"changes":[{"id":"0f8fad5b-d9cb-469f-a165-70867728950e","fingerprint":"f1","tokensRemaining":500,"tokensReserved":0,"subscription":{"isActive":true}}]}""";

    public const string Account =
        """{"seen":true,"granted":5000,"charged":310,"subscription":{"isActive":true,"endDate":"2030-01-15T12:00:00+00:00"},"open":{"0f8fad5b-d9cb-469f-a165-70867728950e":{"reserved":700,"at":"2030-01-01T12:00:00+00:00"},"00000000-0000-0000-0000-000000000000":{"reserved":0,"charged":310,"at":"2030-01-01T12:00:00+00:00"}},"closed":[{"reservationId":"0f8fad5b-d9cb-469f-a165-70867728950e","charged":310}],"grantReferences":["invoice-7"]}""";

    public const string Account2 =
        """{"format":2,"lastReservation":13,"lastLine":2,"outbox":[{"line":2,"kind":"charge","tokens":-310,"balanceAfter":4690,"at":"2030-01-01T12:00:00+00:00","taskId":"0f8fad5b-d9cb-469f-a165-70867728950e","shortfall":10,"usage":{"promptTokens":100,"completionTokens":210,"totalTokens":320},"model":"model-1"}],"seen":true,"granted":5000,"charged":310,"subscription":{"isActive":true,"endDate":"2030-01-15T12:00:00+00:00"},"open":{"7c9e6679-7425-40de-944b-e07fc1f90ae7":"12 700 1893499200 W62PD8vZn0ahZXCGdyiVDg","9b2b6ef0-3e0b-4b0e-8d55-0d1c2b3a4f5e":"13 0 1893499200 W62PD8vZn0ahZXCGdyiVDg c310"}}""";

    public const string Line2 =
        """{"line":2,"kind":"charge","tokens":-310,"balanceAfter":4690,"at":"2030-01-01T12:00:00+00:00","taskId":"0f8fad5b-d9cb-469f-a165-70867728950e","shortfall":10,"usage":{"promptTokens":100,"completionTokens":210,"totalTokens":320},"model":"model-1"}""";

    public const string ToldLine2 =
        """{"line":2,"kind":"charge","tokens":-310,"balanceAfter":4690,"at":"2030-01-01T12:00:00+00:00","taskId":"0f8fad5b-d9cb-469f-a165-70867728950e","usage":{"promptTokens":100,"completionTokens":210,"totalTokens":310},"model":"model-1","metadata":{"order":"7","Zeta":"a & b","شعبه":"تهران"},"responseTimeMs":1250}""";

    public const string BusinessPrompt = """{"name":"Zoo & Aquarium","prompt":"# Role\n\"Guide\" in تهران","version":1893499200000,"at":"2030-01-01T12:00:00+00:00"}""";

    /// <summary>How states are written.</summary>
    public static System.Text.Json.JsonSerializerOptions Options()
    {
        var options = new System.Text.Json.JsonSerializerOptions();
        PromptGen.Silo.Redis.StorageJson.Configure(options);
        return options;
    }
}
